import { AppError, toAppError } from '@devopsellence/core';
import { decodeFailure, encodeFailure, type wire } from '@devopsellence/protocol';
import { type AwaitNodesDeps, awaitNodes } from '../deploy/await-nodes.js';
import { titleOf } from '../deploy/environment-world.js';
import type { ChannelWork, TunnelChannel, Tunnels } from '../gateway/tunnel-channel.js';
import { type Node, requireEnvironment, type Store } from '../store/index.js';
import type { ServerStreamHandlers } from './handler.js';
import { merge } from './merge.js';
import { requireEnvironmentNames } from './names.js';
import { runLogs } from './run-logs.js';
import { findTargets } from './targets.js';

export interface LogsHandlerDeps extends AwaitNodesDeps {
  readonly store: Store;
  readonly tunnels: Tunnels;
}

const DEFAULT_LINES = 100;
const MAX_LINES = 100_000;

export function logsHandlers(deps: LogsHandlerDeps): Pick<ServerStreamHandlers, 'Logs'> {
  return { Logs: (request, { signal }) => logs(deps, request, signal) };
}

/** Log lines of all nodes as they come, or of one run. A node whose part ends early says why in its place; the others go on. */
async function* logs(
  deps: LogsHandlerDeps,
  request: wire.LogsRequest__Output,
  signal: AbortSignal,
): AsyncGenerator<wire.NodeLogEntry> {
  const { store, tunnels } = deps;
  const environment = await requireEnvironment(store.db, requireEnvironmentNames(request.environment));
  const { lines, task, run } = request;
  if (lines > MAX_LINES) throw new AppError('invalid_argument', { message: `lines must be at most ${MAX_LINES}` });
  if (task !== '' || run !== '') {
    const whatever = { ...request, lines: lines || DEFAULT_LINES };
    yield* runLogs({ deps, environment, request: whatever, signal });
    return;
  }
  const work = { logs: workOf(request, environment.id) };
  const nodes = await findTargets(store.db, environment, request);
  await awaitNodes(
    deps,
    nodes.map(({ id }) => id),
    signal,
  );
  const open = new Set<TunnelChannel>();
  try {
    yield* merge(
      nodes.map((node) => entriesOf(tunnels, { node, work, open })),
      signal,
    );
  } finally {
    for (const channel of open) channel.cancel();
  }
}

/** One node's part of a stream of log lines. */
export interface NodeLogs {
  readonly node: Node;
  readonly work: ChannelWork;
  /** Channels that are to be cancelled when nobody reads any more. */
  readonly open: Set<TunnelChannel>;
}

/** The lines that the work brings. Never throws: a failure is the node's last entry. */
export async function* entriesOf(tunnels: Tunnels, { node, work, open }: NodeLogs): AsyncGenerator<wire.NodeLogEntry> {
  const name = titleOf(node);
  try {
    const channel = tunnels.open(node.id, work);
    open.add(channel);
    for await (const { log, closed } of channel.frames) {
      if (log) yield { node: name, log };
      if (closed?.failure) yield { node: name, failure: encodeFailure(decodeFailure(closed.failure)) };
      if (closed) break;
    }
    open.delete(channel);
  } catch (error) {
    yield { node: name, failure: encodeFailure(toAppError(error)) };
  }
}

function workOf({ service, lines, sinceMs, follow }: wire.LogsRequest__Output, environmentId: string): wire.LogsWork {
  return { environmentId, service, lines: lines || DEFAULT_LINES, sinceMs, follow };
}
