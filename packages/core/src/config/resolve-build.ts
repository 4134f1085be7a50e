import type { Config } from './config.js';
import { DEFAULTS } from './defaults.js';

/** How the app image is built, defaults applied. Paths are as written: the context is relative to the config's folder. */
export interface BuildSpec {
  readonly context: string;
  /** Relative to the context. */
  readonly dockerfile: string;
  readonly platforms: readonly string[];
}

export function resolveBuild(config: Config): BuildSpec {
  return {
    context: config.build?.context ?? DEFAULTS.build.context,
    dockerfile: config.build?.dockerfile ?? DEFAULTS.build.dockerfile,
    platforms: config.build?.platforms ?? DEFAULTS.build.platforms,
  };
}
