import { formatToken } from '@devopsellence/protocol';
import type { Io } from '../io.js';
import type { NewAuthority } from '../outside.js';
import { cacheAuthority } from './authority.js';
import { readContexts, writeContexts } from './contexts.js';
import { parseOperatorToken } from './token.js';

/** The saved context goes on with the new authority: its token carries the new fingerprint. */
export async function followAuthority(home: string, name: string, authority: NewAuthority): Promise<void> {
  const { fingerprint, certificate } = authority;
  await cacheAuthority(home, fingerprint, certificate);
  const { current, byName } = await readContexts(home);
  const saved = byName.get(name);
  if (saved === undefined) return;
  const token = formatToken({ ...parseOperatorToken(saved.token), fingerprint });
  await writeContexts(home, { current, byName: new Map([...byName, [name, { ...saved, token }]]) });
}

/** A token from the environment is in other hands. */
export async function tellOfAuthority({ stderr }: Pick<Io, 'stderr'>, { fingerprint }: NewAuthority): Promise<void> {
  stderr.write(
    'Note: the certificate authority of this control plane is being replaced. In DEVOPSELLENCE_TOKEN, put these 64 ' +
      `digits in place of those after dvo_operator_: ${fingerprint}\n`,
  );
}
