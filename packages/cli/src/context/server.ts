import { AppError, nearest } from '@devopsellence/core';
import type { Scope } from '../client/access-client.js';
import type { CommandContext } from '../command.js';
import type { Io } from '../io.js';
import type { NewAuthority, Server } from '../outside.js';
import { usage } from '../usage.js';
import { cacheAuthority, cachedAuthority } from './authority.js';
import { type Contexts, NO_NAMES, readContexts } from './contexts.js';
import { followAuthority, tellOfAuthority } from './follow-authority.js';
import { stateHome } from './state-home.js';
import { parseOperatorToken } from './token.js';

/** Which control plane a command talks to, and what said so. */
export interface ChosenServer {
  readonly address: string;
  readonly token: string;
  /** Name of the saved context; null when the environment variables say it. */
  readonly context: string | null;
  /** What `use` has set for it. */
  readonly defaults: Scope;
}

/** `--context`, else DEVOPSELLENCE_SERVER and DEVOPSELLENCE_TOKEN, else the current context. */
export async function chooseServer({ io, globals }: Pick<CommandContext, 'io' | 'globals'>): Promise<ChosenServer> {
  const fromEnvironment = globals.context === null ? serverFromEnvironment(io.env) : null;
  if (fromEnvironment !== null) return fromEnvironment;
  const contexts = await readContexts(stateHome(io.env));
  const name = globals.context ?? contexts.current;
  if (name === null) throw notLoggedIn();
  const saved = contexts.byName.get(name);
  if (saved === undefined) throw unknownContext(name, contexts);
  return { address: saved.server, token: saved.token, context: name, defaults: saved.defaults };
}

/** The same with the certificate authority that its token pins: fetched once, then remembered. */
export async function pinnedServer(context: Pick<CommandContext, 'io' | 'globals' | 'outside'>): Promise<Server> {
  const { address, token, context: name } = await chooseServer(context);
  const { fingerprint } = parseOperatorToken(token);
  const home = stateHome(context.io.env);
  const cached = await cachedAuthority(home, fingerprint);
  const onNewAuthority = (authority: NewAuthority) =>
    name === null ? tellOfAuthority(context.io, authority) : followAuthority(home, name, authority);
  if (cached !== null) return { address, token, certificateAuthority: cached, onNewAuthority };
  const fetched = await context.outside.fetchAuthority(address, fingerprint);
  // A folder that cannot be written to only costs another fetch next time.
  await cacheAuthority(home, fingerprint, fetched).catch(() => undefined);
  return { address, token, certificateAuthority: fetched, onNewAuthority };
}

export function unknownContext(name: string, contexts: Contexts): AppError {
  const names = [...contexts.byName.keys()];
  const near = nearest(name, names);
  return new AppError('not_found', {
    message: `there is no context ${JSON.stringify(name)}`,
    reason: names.length === 0 ? 'nobody has logged in yet' : `there is ${names.join(', ')}`,
    nextActions: [near === null ? 'devopsellence context list' : `devopsellence context use ${near}`],
  });
}

function serverFromEnvironment(env: Io['env']): ChosenServer | null {
  const address = env.DEVOPSELLENCE_SERVER ?? '';
  const token = env.DEVOPSELLENCE_TOKEN ?? '';
  if (address === '' && token === '') return null;
  if (address !== '' && token !== '') {
    return { address, token: token.trim(), context: null, defaults: NO_NAMES };
  }
  const missing = address === '' ? 'DEVOPSELLENCE_SERVER' : 'DEVOPSELLENCE_TOKEN';
  const present = address === '' ? 'DEVOPSELLENCE_TOKEN' : 'DEVOPSELLENCE_SERVER';
  throw usage(`${missing} is not set, but ${present} is`, 'they work only together');
}

function notLoggedIn(): AppError {
  return new AppError('not_logged_in', {
    message: 'you are not logged in to a control plane',
    nextActions: ['devopsellence login HOST:PORT --token-file FILE'],
  });
}
