import { execFile, execFileSync } from 'node:child_process';

export interface RunOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** Milliseconds after which the program is killed and the call fails. Default: one minute. */
  readonly timeout?: number;
}

/**
 * Runs a program to its end and resolves to what it wrote to stdout, without the last newline.
 * Rejects with the command line and its stderr when it cannot be started or ends with another code than 0.
 */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const limits = { timeout: options.timeout ?? 60_000, maxBuffer: 64 * 1024 * 1024 };
    execFile(command, [...args], { ...options, ...limits }, (error, stdout, stderr) => {
      if (error === null) return resolve(stdout.trimEnd());
      const why = error.killed === true ? 'took too long and was killed' : `ended with ${String(error.code)}`;
      reject(new Error(`${command} ${args.join(' ')} ${why}\n${stderr}${stdout}`.trimEnd(), { cause: error }));
    });
  });
}

/** Runs a program at once and ignores failures: for cleaning up while the process ends, when nothing can be awaited. */
export function runNow(command: string, args: readonly string[]): void {
  try {
    execFileSync(command, [...args], { stdio: 'ignore', timeout: 20_000 });
  } catch {
    // What is gone already needs no cleaning up.
  }
}
