import { join } from 'node:path';
import { repository } from './paths.js';

const bin = join(repository, 'node_modules/.bin');

/** Paths of the three programs. */
export interface Programs {
  readonly cli: string;
  readonly controlPlane: string;
  readonly agent: string;
}

/** The built programs of this workspace. */
export const programs: Programs = {
  cli: join(bin, 'devopsellence'),
  controlPlane: join(bin, 'devopsellence-control-plane'),
  agent: join(bin, 'devopsellence-agent'),
};
