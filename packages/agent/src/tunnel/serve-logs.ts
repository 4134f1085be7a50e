import type { wire } from '@devopsellence/protocol';
import { NANOS_PER_MILLI } from '../engine/container-engine.js';
import type { Channel } from './channel.js';
import { LogCursor } from './log-cursor.js';
import { followContainer, type LogReading, type LogSource, sendHistory } from './log-source.js';
import type { Workshop } from './workshop.js';

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

async function follow({ sources, work, channel, workshop }: LogReading): Promise<void> {
  const known = new Set(sources.map(({ container }) => container.id));
  const start = (source: LogSource) => followContainer(source, { channel, workshop, isOver: () => false });
  const followers = sources.map(start);
  await new Promise<void>((resolve, reject) => {
    const watch = (follower: Promise<void>) => follower.catch(reject);
    const join = () => {
      for (const container of containersOf(work, workshop)) {
        if (known.has(container.id)) continue;
        known.add(container.id);
        void watch(start({ container, cursor: new LogCursor(0n) }));
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

/** A task may be called like a service: only who asks for everything is told what it wrote, too. */
function containersOf({ environmentId, service }: wire.LogsWork__Output, { containers }: Workshop) {
  return containers(environmentId).filter(
    (seen) => seen.state !== 'created' && (service === '' || (seen.taskRun === null && seen.service === service)),
  );
}
