import { flag } from '../parameter.js';

/** Asked for by a deployment that is refused while another runs. */
export const SUPERSEDE = flag(
  '--supersede',
  'end a deployment of the environment that runs, and start this one at once',
);
