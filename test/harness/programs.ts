import { join } from 'node:path';
import { repository } from './paths.js';

const bin = join(repository, 'node_modules/.bin');

/** The built programs, as users have them. */
export const programs = {
  cli: join(bin, 'devopsellence'),
  controlPlane: join(bin, 'devopsellence-control-plane'),
  agent: join(bin, 'devopsellence-agent'),
} as const;
