import type { Identity } from '../client/access-client.js';
import type { CommandContext } from '../command.js';
import type { Server } from '../outside.js';
import { cacheAuthority } from './authority.js';
import { NO_NAMES, readContexts, writeContexts } from './contexts.js';
import { stateHome } from './state-home.js';
import { parseOperatorToken } from './token.js';

export interface Login {
  /** Of the context. */
  readonly name: string;
  readonly address: string;
  readonly token: string;
}

/** Keeps a control plane as a context, the current one from now on, once it has proved to be the one of the token. */
export async function logIn(
  { io, outside }: Pick<CommandContext, 'io' | 'outside'>,
  { name, address, token }: Login,
): Promise<{ readonly identity: Identity; readonly server: Server }> {
  const { fingerprint } = parseOperatorToken(token);
  const home = stateHome(io.env);
  const contexts = await readContexts(home);
  const certificateAuthority = await outside.fetchAuthority(address, fingerprint);
  const server = { address, token, certificateAuthority };
  const client = await outside.connect(server, io.signal);
  const identity = await client.whoAmI().finally(() => client.close());
  await cacheAuthority(home, fingerprint, certificateAuthority);
  const known = contexts.byName.get(name);
  const defaults = known?.server === address ? known.defaults : NO_NAMES;
  const byName = new Map([...contexts.byName, [name, { server: address, token, defaults }]]);
  await writeContexts(home, { current: name, byName });
  return { identity, server };
}
