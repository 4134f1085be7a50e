import { join } from 'node:path';
import { makePrivateDirectory, readFileIfExists, writePrivateFile } from '@devopsellence/runtime';

/**
 * The certificate authority with this fingerprint, if it was fetched before. The fingerprint is part of the name, so
 * that an entry never goes stale: another authority has another fingerprint.
 */
export async function cachedAuthority(home: string, fingerprint: string): Promise<string | null> {
  const content = await readFileIfExists(authorityFile(home, fingerprint)).catch(() => null);
  return content === null ? null : content.toString();
}

/** Keeps it where that is possible: with no home that can be written to, as in CI, it is fetched by each command. */
export async function cacheAuthority(home: string, fingerprint: string, pem: string): Promise<void> {
  try {
    await makePrivateDirectory(join(home, 'authorities'));
    await writePrivateFile(authorityFile(home, fingerprint), pem);
  } catch {
    // Nothing depends on it.
  }
}

function authorityFile(home: string, fingerprint: string): string {
  return join(home, 'authorities', `${fingerprint}.pem`);
}
