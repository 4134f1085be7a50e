import { join } from 'node:path';
import { makePrivateDirectory, readFileIfExists, writePrivateFile } from '@devopsellence/runtime';

/**
 * The certificate authority with this fingerprint, if it was fetched before. The fingerprint is part of the name, so
 * that an entry never goes stale: another authority has another fingerprint.
 */
export async function cachedAuthority(home: string, fingerprint: string): Promise<string | null> {
  const content = await readFileIfExists(authorityFile(home, fingerprint));
  return content === null ? null : content.toString();
}

export async function cacheAuthority(home: string, fingerprint: string, pem: string): Promise<void> {
  await makePrivateDirectory(join(home, 'authorities'));
  await writePrivateFile(authorityFile(home, fingerprint), pem);
}

function authorityFile(home: string, fingerprint: string): string {
  return join(home, 'authorities', `${fingerprint}.pem`);
}
