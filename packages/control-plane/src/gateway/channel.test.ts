import { AppError } from '@devopsellence/core';
import type { wire } from '@devopsellence/protocol';
import { describe, expect, it } from 'vitest';
import { Channel, INITIAL_CREDIT, type OutgoingFrame } from './channel.js';

function aChannel() {
  const sent: OutgoingFrame[] = [];
  let released = 0;
  const channel = new Channel({
    send: (frame) => sent.push(frame),
    release: () => {
      released += 1;
    },
  });
  return { channel, sent, released: () => released };
}

function output(bytes: number): wire.AgentFrame__Output {
  return { channelId: 1, frame: 'output', output: { stderr: false, data: Buffer.alloc(bytes) } };
}

const CLOSED: wire.AgentFrame__Output = {
  channelId: 1,
  frame: 'closed',
  closed: { exitCode: 3, failure: null },
};

async function collect(frames: AsyncIterable<wire.AgentFrame__Output>): Promise<(string | undefined)[]> {
  const kinds = [];
  for await (const { frame } of frames) kinds.push(frame);
  return kinds;
}

function creditOf(sent: readonly OutgoingFrame[]): number {
  return sent.reduce((sum, { credit }) => sum + (credit ?? 0), 0);
}

describe('reading a channel', () => {
  it('ends with the closed frame', async () => {
    const { channel, sent, released } = aChannel();
    channel.receive(output(1));
    channel.receive(CLOSED);
    expect(await collect(channel.frames)).toEqual(['output', 'closed']);
    expect(released()).toBe(1);
    expect(sent).toEqual([]);
  });

  it('grants no credit before something is taken, and all of it after', async () => {
    const { channel, sent } = aChannel();
    const reader = channel.frames[Symbol.asyncIterator]();
    for (let sentBytes = 0; sentBytes < INITIAL_CREDIT; sentBytes += 32 * 1024) channel.receive(output(32 * 1024));
    expect(creditOf(sent)).toBe(0);
    for (let taken = 0; taken < INITIAL_CREDIT; taken += 32 * 1024) await reader.next();
    expect(creditOf(sent)).toBe(INITIAL_CREDIT);
  });

  it('gives all credit back to a reader that waits, so that a frame as large as the window can come', async () => {
    const { channel, sent } = aChannel();
    const reader = channel.frames[Symbol.asyncIterator]();
    channel.receive(output(10));
    await reader.next();
    const reading = reader.next();
    await new Promise((resolve) => setImmediate(resolve));
    expect(sent).toEqual([{ credit: 10 }]);
    channel.receive(output(INITIAL_CREDIT + 1));
    expect((await reading).value).toMatchObject({ frame: 'output' });
  });

  it('breaks when the node sends more than it was granted', async () => {
    const { channel, sent } = aChannel();
    for (let sentBytes = 0; sentBytes <= INITIAL_CREDIT; sentBytes += 32 * 1024) channel.receive(output(32 * 1024));
    await expect(collect(channel.frames)).rejects.toMatchObject({ code: 'internal' });
    expect(sent).toEqual([{ cancel: {} }]);
  });

  it('breaks when frames without payload pile up', async () => {
    const { channel, sent } = aChannel();
    for (let count = 0; count <= 100_000; count += 1) channel.receive(output(0));
    await expect(collect(channel.frames)).rejects.toMatchObject({ code: 'internal' });
    expect(sent).toEqual([{ cancel: {} }]);
  });

  it('delivers what came before the tunnel broke, then fails', async () => {
    const { channel } = aChannel();
    channel.receive(output(1));
    channel.break(new AppError('node_offline', { message: 'gone' }));
    const reader = channel.frames[Symbol.asyncIterator]();
    expect((await reader.next()).value).toMatchObject({ frame: 'output' });
    await expect(reader.next()).rejects.toMatchObject({ code: 'node_offline' });
  });

  it('cancels the work when the reader stops early', async () => {
    const { channel, sent, released } = aChannel();
    channel.receive(output(1));
    channel.receive(output(1));
    for await (const _ of channel.frames) break;
    expect(sent).toEqual([{ cancel: {} }]);
    expect(released()).toBe(1);
  });

  it('ends quietly for a reader that waits when somebody cancels', async () => {
    const { channel } = aChannel();
    const reading = collect(channel.frames);
    channel.cancel();
    channel.cancel();
    expect(await reading).toEqual([]);
  });
});

describe('input', () => {
  it('is never more than the node granted', async () => {
    const { channel, sent } = aChannel();
    const done = channel.sendInput(Buffer.alloc(INITIAL_CREDIT + 10, 'x'));
    const bytes = () => sent.reduce((sum, { input }) => sum + (input?.length ?? 0), 0);
    await Promise.resolve();
    expect(bytes()).toBe(INITIAL_CREDIT);
    channel.receive({ channelId: 1, frame: 'credit', credit: 4 });
    await new Promise((resolve) => setImmediate(resolve));
    expect(bytes()).toBe(INITIAL_CREDIT + 4);
    channel.receive({ channelId: 1, frame: 'credit', credit: 1_000 });
    await done;
    expect(bytes()).toBe(INITIAL_CREDIT + 10);
  });

  it('is dropped when the work has ended by itself', async () => {
    const { channel, sent } = aChannel();
    channel.receive(CLOSED);
    await channel.sendInput(Buffer.from('x'));
    channel.endInput();
    channel.resize({ columns: 80, rows: 24 });
    expect(sent).toEqual([]);
  });

  it('fails when the tunnel breaks while it waits for credit', async () => {
    const { channel } = aChannel();
    const sending = channel.sendInput(Buffer.alloc(INITIAL_CREDIT + 1));
    channel.break(new AppError('node_offline', { message: 'gone' }));
    await expect(sending).rejects.toMatchObject({ code: 'node_offline' });
  });
});
