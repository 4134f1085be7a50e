import { createHash } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { createServer } from 'node:net';
import { AppError } from '@devopsellence/core';

/**
 * Keeps a second agent off the same state directory for as long as this process lives. The lock is a socket in the
 * kernel's own name space: it goes with the process, however that ends, and leaves nothing to clean up.
 */
export async function lockDirectory(stateDir: string): Promise<void> {
  const name = createHash('sha256')
    .update(await realpath(stateDir))
    .digest('hex');
  const server = createServer((socket) => socket.destroy()).unref();
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => reject(locked(stateDir, cause)));
    server.listen({ path: `\0devopsellence-agent-${name}` }, resolve);
  });
}

function locked(stateDir: string, cause: Error): AppError {
  return new AppError('already_joined', {
    message: `another agent is running on ${stateDir}`,
    nextActions: ['systemctl status devopsellence-agent'],
    cause,
  });
}
