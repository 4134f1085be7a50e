import type { Readable, Writable } from 'node:stream';
import { AppError } from '@devopsellence/core';
import { requireWellFormed } from './malformed.js';

/** Writes every item when the caller has room for it. Stops, without a failure, when the signal aborts. */
export async function writeAll<Item>(
  sink: Pick<Writable, 'once' | 'off'> & { write(item: Item): boolean },
  items: AsyncIterable<Item>,
  signal: AbortSignal,
): Promise<void> {
  for await (const item of items) {
    if (signal.aborted) return;
    if (!sink.write(item)) await drained(sink, signal);
  }
}

function drained(sink: Pick<Writable, 'once' | 'off'>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      sink.off('drain', done);
      signal.removeEventListener('abort', done);
      resolve();
    };
    sink.once('drain', done);
    signal.addEventListener('abort', done, { once: true });
    if (signal.aborted) done();
  });
}

/** The half of a call that is read; only its type matters to `Item`. */
export interface Source<Item> extends Pick<Readable, 'once' | 'off' | 'readableEnded'> {
  read(): Item | null;
}

/** The messages of a call, each when it is asked for. Throws `cancelled` when the call broke before its end. */
export async function* readAll<Item extends object>(source: Source<Item>, signal: AbortSignal): AsyncGenerator<Item> {
  while (!source.readableEnded) {
    if (signal.aborted) throw callBroke();
    const item = source.read();
    if (item === null) {
      await readable(source, signal);
      continue;
    }
    requireWellFormed(item);
    yield item;
  }
}

function readable(source: Pick<Readable, 'once' | 'off'>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      for (const event of ['readable', 'end'] as const) source.off(event, done);
      signal.removeEventListener('abort', done);
      resolve();
    };
    for (const event of ['readable', 'end'] as const) source.once(event, done);
    signal.addEventListener('abort', done, { once: true });
  });
}

function callBroke(): AppError {
  return new AppError('cancelled', { message: 'the caller ended the call' });
}
