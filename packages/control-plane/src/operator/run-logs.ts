import { type AppError, toAppError } from '@devopsellence/core';
import { decodeFailure, encodeFailure, type wire } from '@devopsellence/protocol';
import { awaitNodes } from '../deploy/await-nodes.js';
import type { TunnelChannel } from '../gateway/tunnel-channel.js';
import type { Environment, RecordedTaskRun } from '../store/index.js';
import { requireRun } from './find-run.js';
import type { LogsHandlerDeps } from './logs.js';
import { merge } from './merge.js';

/** How soon a node that does not know a run, which has not ended either, is asked for it again. */
const AGAIN_MS = 500;

interface RunReading {
  readonly deps: LogsHandlerDeps;
  readonly environment: Environment;
  readonly request: wire.LogsRequest__Output;
  readonly signal: AbortSignal;
}

/**
 * What one run of a task wrote, from the node that it is on. Of a run that has ended, and of which nothing is left there,
 * the recorded last lines are the answer, with a note before them.
 */
export async function* runLogs(reading: RunReading): AsyncGenerator<wire.NodeLogEntry> {
  const open = new Set<TunnelChannel>();
  try {
    yield* merge([entriesOfRun(reading, open)], reading.signal);
  } finally {
    for (const channel of open) channel.cancel();
  }
}

async function* entriesOfRun(reading: RunReading, open: Set<TunnelChannel>): AsyncGenerator<wire.NodeLogEntry> {
  const { deps, environment, request, signal } = reading;
  let run = await requireRun(deps.store.db, environment, request);
  await awaitNodes(deps, [run.nodeId], signal);
  while (!signal.aborted) {
    const { count, failure } = yield* askNode(reading, run, open);
    if (failure === null) return;
    run = await requireRun(deps.store.db, environment, { task: '', run: run.id });
    const isOnItsWay = failure.code === 'not_found' && run.outcome === null;
    if (!isOnItsWay) {
      if (run.outcome !== null && count === 0) yield* recordedLines(run, failure);
      else yield { node: run.node, failure: encodeFailure(failure) };
      return;
    }
    if (!request.follow) return;
    await deps.clock.sleep(AGAIN_MS, signal);
  }
}

interface Answer {
  /** Of the lines. */
  readonly count: number;
  /** Why there may be more of them; null when there are not. */
  readonly failure: AppError | null;
}

/** The lines that the node has, as they come. Nothing is followed that has ended. */
async function* askNode(
  { deps, environment, request }: RunReading,
  run: RecordedTaskRun,
  open: Set<TunnelChannel>,
): AsyncGenerator<wire.NodeLogEntry, Answer> {
  const { lines, sinceMs, whole } = request;
  const follow = request.follow && run.outcome === null;
  const of = { environmentId: environment.id, service: run.task, taskRun: run.id };
  let count = 0;
  try {
    const channel = deps.tunnels.open(run.nodeId, { logs: { ...of, lines, sinceMs, follow, whole } });
    open.add(channel);
    for await (const { log, closed } of channel.frames) {
      if (log) {
        count += 1;
        yield { node: run.node, log };
      }
      if (closed) {
        open.delete(channel);
        return { count, failure: closed.failure === null ? null : decodeFailure(closed.failure) };
      }
    }
    return { count, failure: null };
  } catch (error) {
    return { count, failure: toAppError(error) };
  }
}

function* recordedLines(run: RecordedTaskRun, { code, message }: AppError): Generator<wire.NodeLogEntry> {
  const { id, task, node, outcome } = run;
  const lines = outcome?.lastLines ?? [];
  const why = code === 'not_found' ? 'its container is gone' : message;
  const what = lines.length === 0 ? 'it is not recorded to have written anything' : 'these are its last lines';
  yield { node, note: `run ${id} of task ${task} has ended, and ${why}: ${what}` };
  const common = { service: task, container: '', stderr: false, atMs: outcome?.endedAt ?? 0 };
  for (const line of lines) yield { node, log: { ...common, line: Buffer.from(line) } };
}
