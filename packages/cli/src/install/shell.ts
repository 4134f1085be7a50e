import type { Readable } from 'node:stream';

export interface ShellResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Where scripts run as root. */
export interface Shell {
  /** For people: `root@203.0.113.7`. */
  readonly title: string;
  /** Runs a script for a POSIX shell, to its end. Throws when that cannot be done, or when it is interrupted. */
  run(script: string, input?: Readable | null): Promise<ShellResult>;
  close(): Promise<void>;
}

/** Runs the script as root: the shell of whoever logs in sees only quoted words. */
export const AS_ROOT = 'if [ "$(id -u)" = 0 ]; then exec sh -c "$1"; else exec sudo -n sh -c "$1"; fi';
