import type { ConfigPath } from './path.js';

/** One thing that is wrong with a config or a spec, before it is known where in a file it stands. */
export interface Problem {
  /** In the words of the config, also for a spec: services, tasks and dependencies go by name. */
  readonly path: ConfigPath;
  /** What is wrong, as the rest of a sentence that begins with the path. */
  readonly message: string;
  /** What to do about it. */
  readonly hint: string | null;
  /** Whether the key itself is wrong, or what is written there. */
  readonly target: 'key' | 'value';
}

export function problem(path: ConfigPath, message: string, hint: string | null = null): Problem {
  return { path, message, hint, target: 'value' };
}

export function keyProblem(path: ConfigPath, message: string, hint: string | null = null): Problem {
  return { path, message, hint, target: 'key' };
}
