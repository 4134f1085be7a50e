import { AppError, type ObservedContainer } from '@devopsellence/core';
import type { wire } from '@devopsellence/protocol';
import { NANOS_PER_MILLI } from '../engine/container-engine.js';
import type { Channel } from './channel.js';
import { LogCursor } from './log-cursor.js';
import { followContainer, sendHistory, sendLines } from './log-source.js';
import type { Workshop } from './workshop.js';

/** A run that was asked for may be heard of here before the desired state that has it. */
const UNKNOWN_MS = 10_000;

/** What the container of one run of a task wrote; with `follow` from its start on, which may be yet to come, to its end. */
export async function serveRunLogs(
  work: wire.LogsWork__Output,
  channel: Channel,
  workshop: Workshop,
): Promise<wire.ChannelClosed> {
  const container = await containerOfRun(work, channel, workshop);
  if (container === null) return {};
  const { follow, whole, sinceMs } = work;
  const sinceNs = sinceMs === 0 ? 0n : BigInt(workshop.clock.now() - sinceMs) * NANOS_PER_MILLI;
  const source = { container, cursor: new LogCursor(sinceNs) };
  const isOver = () => workshop.runState(work.taskRun) !== 'open';
  if (!whole) await sendHistory({ sources: [source], work, channel, workshop });
  else if (!follow) await sendLines(source, { follow, sinceNs }, { channel, workshop });
  if (follow) await followContainer(source, { channel, workshop, isOver });
  return {};
}

/**
 * Null when there is nothing to read yet, and nobody waits for it. Throws `not_found` when the container is gone, or the
 * run not one of this node's.
 */
async function containerOfRun(
  { environmentId, taskRun, follow }: wire.LogsWork__Output,
  { signal }: Channel,
  workshop: Workshop,
): Promise<ObservedContainer | null> {
  const find = () => workshop.containers(environmentId).find((seen) => seen.taskRun === taskRun) ?? null;
  const giveUpAtMs = workshop.clock.monotonicMs() + (follow ? UNKNOWN_MS : 0);
  while (!signal.aborted) {
    const seen = find();
    if (seen !== null && seen.state !== 'created') return seen;
    const state = workshop.runState(taskRun);
    const leftMs = giveUpAtMs - workshop.clock.monotonicMs();
    if (state === 'ended' || (state === 'unknown' && leftMs <= 0)) throw noContainer(taskRun);
    if (!follow) return null;
    await change(workshop, signal, state === 'unknown' ? leftMs : null);
  }
  return null;
}

/** Resolves when something has changed on the node, when the time is over, or when nobody listens any more. */
async function change({ clock, onChange }: Workshop, signal: AbortSignal, limitMs: number | null): Promise<void> {
  const changed = new AbortController();
  const stop = onChange(() => changed.abort());
  const either = AbortSignal.any([signal, changed.signal]);
  if (limitMs !== null) await clock.sleep(limitMs, either);
  else if (!either.aborted) await new Promise((resolve) => either.addEventListener('abort', resolve, { once: true }));
  stop();
}

function noContainer(run: string): AppError {
  return new AppError('not_found', { message: `the container of run ${run} is not on this node, or not any more` });
}
