import { flag } from '../parameter.js';

/** Of every command that starts a deployment. */
export const DRY_RUN = flag('--dry-run', 'show the plan and change nothing');
