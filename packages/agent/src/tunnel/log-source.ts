import type { ObservedContainer } from '@devopsellence/core';
import type { wire } from '@devopsellence/protocol';
import { type LogLine, type LogsQuery, NANOS_PER_MILLI } from '../engine/container-engine.js';
import type { Channel } from './channel.js';
import type { LogCursor } from './log-cursor.js';
import type { Workshop } from './workshop.js';

/** One container's log, and how far it was read. */
export interface LogSource {
  readonly container: ObservedContainer;
  readonly cursor: LogCursor;
}

export interface LogReading {
  readonly sources: readonly LogSource[];
  readonly work: wire.LogsWork__Output;
  readonly channel: Channel;
  readonly workshop: Workshop;
}

/** The newest lines that the work asks for, in the order of their moments. */
export async function sendHistory({ sources, work, channel, workshop }: LogReading): Promise<void> {
  const { lines, sinceMs } = work;
  const sinceNs = sinceMs === 0 ? null : BigInt(workshop.clock.now() - sinceMs) * NANOS_PER_MILLI;
  const histories = await Promise.all(
    sources.map(async ({ container, cursor }) => {
      const query = { containerId: container.id, lines, sinceNs, follow: false };
      const read: { readonly container: ObservedContainer; readonly line: LogLine }[] = [];
      for await (const line of workshop.engine.logs(query, channel.signal)) {
        cursor.pass(line);
        read.push({ container, line });
      }
      return read;
    }),
  );
  const merged = histories.flat().toSorted((a, b) => (a.line.atNs < b.line.atNs ? -1 : 1));
  for (const { container, line } of newestOfEach(merged, lines)) await sendLine(channel, container, line);
}

/** So many lines of each service, however many containers wrote them. */
function newestOfEach<T extends { readonly container: ObservedContainer }>(all: readonly T[], count: number): T[] {
  const seen = new Map<string, number>();
  const isNew = ({ container: { service } }: T) => {
    const before = seen.get(service) ?? 0;
    seen.set(service, before + 1);
    return before < count;
  };
  return all.toReversed().filter(isNew).toReversed();
}

/** Every line after the cursor, as the engine has them; with `follow` until the container ends. */
export async function sendLines(
  { container, cursor }: LogSource,
  { follow, sinceNs }: Pick<LogsQuery, 'follow' | 'sinceNs'>,
  { channel, workshop }: Pick<LogReading, 'channel' | 'workshop'>,
): Promise<void> {
  const query = { containerId: container.id, lines: null, sinceNs, follow };
  for await (const line of workshop.engine.logs(query, channel.signal)) {
    cursor.pass(line);
    await sendLine(channel, container, line);
  }
}

async function sendLine(channel: Channel, { name, service }: ObservedContainer, line: LogLine): Promise<void> {
  const atMs = Number(line.atNs / NANOS_PER_MILLI);
  await channel.sendLog({ service, container: name, stderr: line.stderr, atMs, line: line.line });
}

export interface Following extends Pick<LogReading, 'channel' | 'workshop'> {
  /** Whether the container is not started again, when it does not run. */
  readonly isOver: () => boolean;
}

/** An engine stops following when the container ends: its next run is followed from where the last one was left. */
export async function followContainer(source: LogSource, following: Following): Promise<void> {
  const { container, cursor } = source;
  for (let run: ObservedContainer | null = container; run !== null; run = await nextRun(run, following)) {
    await sendLines(source, { follow: true, sinceNs: cursor.sinceNs }, following);
  }
}

/** Resolves when the container runs again; null when it will not, and when nobody listens any more. */
function nextRun(
  { id, environmentId, startedAt }: ObservedContainer,
  { channel: { signal }, workshop: { containers, onChange }, isOver }: Following,
): Promise<ObservedContainer | null> {
  return new Promise((resolve) => {
    const check = () => {
      const seen = containers(environmentId).find((each) => each.id === id) ?? null;
      const isNext = seen?.state === 'running' && seen.startedAt !== startedAt;
      if (!signal.aborted && seen !== null && !isNext && !isOver()) return;
      stop();
      signal.removeEventListener('abort', check);
      resolve(signal.aborted || !isNext ? null : seen);
    };
    const stop = onChange(check);
    signal.addEventListener('abort', check, { once: true });
    check();
  });
}
