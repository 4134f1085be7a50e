import { AppError } from '@devopsellence/core';
import type { wire } from '@devopsellence/protocol';
import type { TunnelChannel } from './tunnel-channel.js';

/** Bytes of payload that each side may send on a channel before the first credit. */
export const INITIAL_CREDIT = 256 * 1024;
/** Credit is granted in steps of this size: one frame of credit for many of data. */
const GRANT_STEP = INITIAL_CREDIT / 4;
const MAX_INPUT_FRAME = 32 * 1024;
/** Frames without payload cost no credit; this bounds how many of them may pile up. */
const MAX_QUEUED_FRAMES = 100_000;

type AgentFrame = wire.AgentFrame__Output;
/** A frame without its channel, which the tunnel adds. */
export type OutgoingFrame = Omit<wire.ControlFrame, 'channelId'>;

export interface ChannelLink {
  /** Writes a frame to the node, in order. */
  readonly send: (frame: OutgoingFrame) => void;
  /** The channel is over: nothing more is sent, frames that still come are dropped. */
  readonly release: () => void;
}

/** One piece of work on a node. See `TunnelChannel` for what callers may count on. */
export class Channel implements TunnelChannel {
  readonly frames: AsyncIterable<AgentFrame>;
  readonly #link: ChannelLink;
  #arrived: AgentFrame[] = [];
  #queued = 0;
  /** Payload bytes that came and for which no credit was given back yet. */
  #unacknowledged = 0;
  /** Of those, the bytes that the reader has taken. */
  #taken = 0;
  #inputCredit = INITIAL_CREDIT;
  #isOver = false;
  #failure: AppError | null = null;
  /** Those who wait for a frame, for credit, or for the end. */
  #waiting: (() => void)[] = [];

  constructor(link: ChannelLink) {
    this.#link = link;
    this.frames = this.#read();
  }

  /** A frame came from the node. */
  receive(frame: AgentFrame): void {
    if (this.#isOver) return;
    if (frame.frame === 'credit') this.#inputCredit += frame.credit ?? 0;
    else this.#enqueue(frame);
    if (frame.frame === 'closed') this.#end();
    this.#wake();
  }

  /** The tunnel broke. What came before can still be read. */
  break(failure: AppError): void {
    if (this.#isOver) return;
    this.#failure = failure;
    this.#end();
  }

  /** Sends everything, however long the node takes to grant credit for it. One call at a time. */
  async sendInput(data: Buffer): Promise<void> {
    for (let offset = 0; offset < data.length; ) {
      while (this.#inputCredit <= 0 && !this.#isOver) await this.#change();
      if (this.#failure !== null) throw this.#failure;
      // The work has ended by itself: nobody reads the rest.
      if (this.#isOver) return;
      const input = data.subarray(offset, offset + Math.min(MAX_INPUT_FRAME, this.#inputCredit));
      this.#inputCredit -= input.length;
      offset += input.length;
      this.#link.send({ input });
    }
  }

  endInput(): void {
    if (!this.#isOver) this.#link.send({ endOfInput: {} });
  }

  resize(size: wire.TerminalSize): void {
    if (!this.#isOver) this.#link.send({ resize: size });
  }

  /** A reader that waits gets the end, without a `closed` frame. */
  cancel(): void {
    if (this.#isOver) return;
    this.#link.send({ cancel: {} });
    this.#end();
  }

  async *#read(): AsyncGenerator<AgentFrame, void, undefined> {
    try {
      for (;;) {
        const batch = this.#arrived;
        this.#arrived = [];
        for (const frame of batch) {
          this.#take(frame);
          yield frame;
        }
        if (this.#arrived.length > 0) continue;
        if (this.#failure !== null) throw this.#failure;
        if (this.#isOver) return;
        // Nothing is left here: the node gets all its credit back, whatever the step, or a large frame could wait for ever.
        this.#grant();
        await this.#change();
      }
    } finally {
      // A reader that stopped early wants nothing more.
      this.cancel();
    }
  }

  #enqueue(frame: AgentFrame): void {
    this.#queued += 1;
    // One frame larger than the window may come alone: it could never come otherwise.
    const before = this.#unacknowledged;
    this.#unacknowledged += payloadBytes(frame);
    const isOverrun = before > 0 && this.#unacknowledged > INITIAL_CREDIT;
    if (isOverrun || this.#queued > MAX_QUEUED_FRAMES) {
      this.#link.send({ cancel: {} });
      this.break(overrun());
      return;
    }
    this.#arrived.push(frame);
  }

  #take(frame: AgentFrame): void {
    this.#queued -= 1;
    this.#taken += payloadBytes(frame);
    if (this.#taken >= GRANT_STEP) this.#grant();
  }

  #grant(): void {
    if (this.#taken === 0 || this.#isOver) return;
    this.#link.send({ credit: this.#taken });
    this.#unacknowledged -= this.#taken;
    this.#taken = 0;
  }

  #end(): void {
    this.#isOver = true;
    this.#link.release();
    this.#wake();
  }

  #change(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #wake(): void {
    for (const resume of this.#waiting.splice(0)) resume();
  }
}

/** What a frame costs of the credit of its channel. */
function payloadBytes({ log, output }: AgentFrame): number {
  return (log?.line.length ?? 0) + (output?.data.length ?? 0);
}

function overrun(): AppError {
  return new AppError('internal', { message: 'the node sent more than it was granted; the channel was closed' });
}
