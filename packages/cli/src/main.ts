import { shutdownSignal } from '@devopsellence/runtime';
import { processIo } from './process-io.js';
import { run } from './run.js';

export { run };

/** Runs the command line of this process and ends the process with its exit code. Called by `bin/devopsellence.js`. */
export async function start(): Promise<void> {
  // Whoever reads has enough, as in `devopsellence logs | head`: that is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  const exitCode = await run(process.argv.slice(2), processIo(shutdownSignal()));
  // Not left to the event loop: an open connection or a terminal that is still read must not keep the command alive.
  process.stderr.write('', () => process.stdout.write('', () => process.exit(exitCode)));
}
