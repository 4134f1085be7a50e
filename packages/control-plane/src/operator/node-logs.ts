import { AppError } from '@devopsellence/core';
import type { wire } from '@devopsellence/protocol';
import type { TunnelChannel, Tunnels } from '../gateway/tunnel-channel.js';
import { requireNode, type Store } from '../store/index.js';
import type { ServerStreamHandlers } from './handler.js';
import { entriesOf } from './logs.js';

export interface NodeLogsHandlerDeps {
  readonly store: Store;
  readonly tunnels: Tunnels;
}

const DEFAULT_LINES = 100;
const MAX_LINES = 10_000;

export function nodeLogsHandlers(deps: NodeLogsHandlerDeps): Pick<ServerStreamHandlers, 'NodeLogs'> {
  return { NodeLogs: (request) => nodeLogs(deps, request) };
}

/** What the node's agent logs. A tunnel that breaks is the last entry, as for logs of services. */
async function* nodeLogs(
  { store, tunnels }: NodeLogsHandlerDeps,
  { node: nameOrId, lines, follow }: wire.NodeLogsRequest__Output,
): AsyncGenerator<wire.NodeLogEntry> {
  if (lines > MAX_LINES) throw new AppError('invalid_argument', { message: `lines must be at most ${MAX_LINES}` });
  const node = await requireNode(store.db, nameOrId);
  const work = { agentLogs: { lines: lines === 0 ? DEFAULT_LINES : lines, follow } };
  const open = new Set<TunnelChannel>();
  try {
    yield* entriesOf(tunnels, { node, work, open });
  } finally {
    for (const channel of open) channel.cancel();
  }
}
