import type { wire } from '@devopsellence/protocol';
import type { TerminalSize } from '../engine/container-engine.js';
import { Credit } from './credit.js';

/** Puts a frame on the stream. Resolves when the stream takes more. */
export type Send = (frame: wire.AgentFrame) => Promise<void>;

/**
 * One piece of work for an operator, on a stream it shares with others. Payload waits for credit here, so a reader that
 * stops reading stops this channel and no other.
 */
export class Channel {
  readonly id: number;
  /** Aborts when nobody listens any more. */
  readonly signal: AbortSignal;
  readonly #stop = new AbortController();
  readonly #send: Send;
  readonly #credit: Credit;
  readonly #input: (Buffer | null)[] = [];
  #inputArrived: (() => void) | null = null;
  #onResize: (size: TerminalSize) => void = () => undefined;

  constructor(id: number, initialCredit: number, send: Send) {
    this.id = id;
    this.signal = this.#stop.signal;
    this.#send = send;
    this.#credit = new Credit(initialCredit);
  }

  /** Takes in what the control plane sends on this channel after it was opened. */
  receive(frame: wire.ControlFrame__Output): void {
    if (frame.frame === 'credit') this.#credit.grant(frame.credit ?? 0);
    else if (frame.frame === 'input') this.#addInput(frame.input ?? null);
    else if (frame.frame === 'endOfInput') this.#addInput(null);
    else if (frame.resize) this.#onResize(frame.resize);
    else if (frame.frame === 'cancel') this.cancel();
  }

  cancel(): void {
    this.#stop.abort();
    this.#inputArrived?.();
  }

  async sendLog(log: wire.LogEntry & { readonly line: Buffer }): Promise<void> {
    await this.#sendPayload(log.line.length, { channelId: this.id, log });
  }

  /** Cut into pieces that the credit window lets through. */
  async sendOutput(stderr: boolean, data: Buffer): Promise<void> {
    for (let start = 0; start < data.length; start += MAX_CHUNK) {
      const piece = data.subarray(start, start + MAX_CHUNK);
      await this.#sendPayload(piece.length, { channelId: this.id, output: { stderr, data: piece } });
    }
  }

  /** A short answer: it costs no credit. */
  async sendAnswer(frame: Omit<wire.AgentFrame, 'channelId'>): Promise<void> {
    if (!this.signal.aborted) await this.#send({ channelId: this.id, ...frame });
  }

  /** The last frame. Nothing is sent when nobody listens any more. */
  async close(closed: wire.ChannelClosed): Promise<void> {
    if (!this.signal.aborted) await this.#send({ channelId: this.id, closed });
  }

  onResize(listener: (size: TerminalSize) => void): void {
    this.#onResize = listener;
  }

  /** Input as it comes; each piece is acknowledged when the next one is asked for. Ends with the input. */
  async *input(): AsyncGenerator<Buffer> {
    for (let data = await this.#nextInput(); data !== null; data = await this.#nextInput()) {
      yield data;
      if (!this.signal.aborted) await this.#send({ channelId: this.id, credit: data.length });
    }
  }

  async #nextInput(): Promise<Buffer | null> {
    while (this.#input.length === 0 && !this.signal.aborted) {
      await new Promise<void>((resolve) => {
        this.#inputArrived = resolve;
      });
    }
    return this.signal.aborted ? null : (this.#input.shift() ?? null);
  }

  #addInput(data: Buffer | null): void {
    this.#input.push(data);
    this.#inputArrived?.();
  }

  async #sendPayload(bytes: number, frame: wire.AgentFrame): Promise<void> {
    await this.#credit.take(bytes, this.signal);
    if (!this.signal.aborted) await this.#send(frame);
  }
}

const MAX_CHUNK = 16 * 1024;
