import type { wire } from '@devopsellence/protocol';
import type { LoggedLine } from '@devopsellence/runtime';
import type { Channel } from './channel.js';
import type { Workshop } from './workshop.js';

/** What this agent logged, as far as it is still in memory, and with `follow` what it logs from then on. */
export async function serveAgentLogs(
  { lines, follow }: wire.AgentLogsWork__Output,
  channel: Channel,
  workshop: Workshop,
): Promise<wire.ChannelClosed> {
  let last = 0;
  const send = async (batch: readonly LoggedLine[]) => {
    for (const { number, at, text } of batch) {
      last = number;
      const line = Buffer.from(workshop.redact(text));
      await channel.sendLog({ service: 'agent', container: '', stderr: true, atMs: at, line });
    }
  };
  await send(workshop.log.tail(lines));
  while (follow && !channel.signal.aborted) {
    await send(workshop.log.after(last));
    if (workshop.log.after(last).length === 0) await nextLine(workshop, channel.signal);
  }
  return {};
}

function nextLine({ log }: Workshop, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      stop();
      signal.removeEventListener('abort', done);
      resolve();
    };
    const stop = log.onLine(done);
    signal.addEventListener('abort', done, { once: true });
    if (signal.aborted) done();
  });
}
