import { defineCommand } from '../../command.js';
import { YES } from '../../confirm.js';
import { FINISH, rotate, WITHOUT } from '../../rotation/rotate.js';

export const command = defineCommand({
  description:
    'Makes a new authority and lets every node learn it; then the control plane uses it, and nodes renew onto it by ' +
    'themselves. The old one is trusted until --finish drops it. No session is lost, and the command can be repeated. ' +
    'Contexts of the CLI follow when they are used meanwhile; in tokens that are kept elsewhere, as in CI, put the new ' +
    'fingerprint in place of the old one.',
  options: [FINISH, WITHOUT, YES],
  examples: [
    'devopsellence ca rotate',
    'devopsellence ca status',
    'devopsellence ca rotate --finish --yes',
    'devopsellence ca rotate --finish --without prod-7 --yes',
  ],
  run: (context) => rotate(context, 'certificate_authority'),
});
