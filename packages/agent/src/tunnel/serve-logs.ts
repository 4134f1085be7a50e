import type { ObservedContainer } from '@devopsellence/core';
import type { wire } from '@devopsellence/protocol';
import type { LogLine } from '../engine/container-engine.js';
import type { Channel } from './channel.js';
import { LogCursor } from './log-cursor.js';
import type { Workshop } from './workshop.js';

const NANOS_PER_MILLI = 1_000_000n;

interface Source {
  readonly container: ObservedContainer;
  readonly cursor: LogCursor;
}

/**
 * What the containers of a service wrote, those included that were given up or are going: first what is there, in the
 * order of its moments, then, if asked, what is added, also by containers that come later.
 */
export async function serveLogs(
  work: wire.LogsWork__Output,
  channel: Channel,
  workshop: Workshop,
): Promise<wire.ChannelClosed> {
  // Where there was nothing to read, reading on begins where reading began.
  const beganNs = BigInt(workshop.clock.now()) * NANOS_PER_MILLI;
  const sources = containersOf(work, workshop).map((container) => ({ container, cursor: new LogCursor(beganNs) }));
  await sendHistory({ sources, work, channel, workshop });
  if (work.follow) await follow({ sources, work, channel, workshop });
  return {};
}

interface Reading {
  readonly sources: readonly Source[];
  readonly work: wire.LogsWork__Output;
  readonly channel: Channel;
  readonly workshop: Workshop;
}

async function sendHistory({ sources, work, channel, workshop }: Reading): Promise<void> {
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

async function follow({ sources, work, channel, workshop }: Reading): Promise<void> {
  const known = new Set(sources.map(({ container }) => container.id));
  const followers = sources.map((source) => followContainer(source, channel, workshop));
  await new Promise<void>((resolve, reject) => {
    const watch = (follower: Promise<void>) => follower.catch(reject);
    const join = () => {
      for (const container of containersOf(work, workshop)) {
        if (known.has(container.id)) continue;
        known.add(container.id);
        void watch(followContainer({ container, cursor: new LogCursor(0n) }, channel, workshop));
      }
    };
    for (const follower of followers) void watch(follower);
    const stop = workshop.onChange(join);
    channel.signal.addEventListener(
      'abort',
      () => {
        stop();
        resolve();
      },
      { once: true },
    );
    join();
  });
}

/** An engine stops following when the container ends: its next run is followed from where the last one was left. */
async function followContainer({ container, cursor }: Source, channel: Channel, workshop: Workshop): Promise<void> {
  const { id: containerId } = container;
  for (let run: ObservedContainer | null = container; run !== null; ) {
    const query = { containerId, lines: null, sinceNs: cursor.sinceNs, follow: true };
    for await (const line of workshop.engine.logs(query, channel.signal)) {
      cursor.pass(line);
      await sendLine(channel, container, line);
    }
    run = await nextRun(run, channel, workshop);
  }
}

/** Resolves when the container runs again; null when it is gone or nobody listens any more. */
function nextRun(
  { id, environmentId, startedAt }: ObservedContainer,
  { signal }: Channel,
  { containers, onChange }: Workshop,
): Promise<ObservedContainer | null> {
  return new Promise((resolve) => {
    const check = () => {
      const seen = containers(environmentId).find((each) => each.id === id) ?? null;
      const isNext = seen?.state === 'running' && seen.startedAt !== startedAt;
      if (!signal.aborted && seen !== null && !isNext) return;
      stop();
      signal.removeEventListener('abort', check);
      resolve(signal.aborted ? null : seen);
    };
    const stop = onChange(check);
    signal.addEventListener('abort', check, { once: true });
    check();
  });
}

async function sendLine(channel: Channel, { name, service }: ObservedContainer, line: LogLine): Promise<void> {
  const atMs = Number(line.atNs / NANOS_PER_MILLI);
  await channel.sendLog({ service, container: name, stderr: line.stderr, atMs, line: line.line });
}

function containersOf({ environmentId, service }: wire.LogsWork__Output, { containers }: Workshop) {
  return containers(environmentId).filter(
    (seen) => seen.state !== 'created' && (service === '' || seen.service === service),
  );
}
