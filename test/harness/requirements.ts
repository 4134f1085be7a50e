import { join } from 'node:path';
import { run } from './command.js';
import { repository } from './paths.js';

const installScript = join(repository, 'test/harness/install.sh');

/**
 * Makes sure that this machine can run machines: root, and the programs they are made of. Installs missing Debian
 * packages; rejects with their names where it cannot.
 */
export async function requireMachines(): Promise<void> {
  if (process.getuid?.() !== 0) throw new Error('machines for tests need root: they are made of network namespaces');
  await run('bash', [installScript], { timeout: 600_000 });
}
