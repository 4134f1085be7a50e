import { flag } from '../parameter.js';

/** Asked for by a deployment that is refused without it. */
export const TAKE_BACK = flag(
  '--take-back',
  'after a restore: other environments on nodes that are held may go back to what the control plane knows',
);
