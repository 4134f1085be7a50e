import { AppError } from '@devopsellence/core';
import type { wire } from '@devopsellence/protocol';
import type { ChannelWork, TunnelChannel, Tunnels } from '../../gateway/tunnel-channel.js';

export type Frame = Partial<wire.AgentFrame__Output>;

/** What a node does with the work it is given: the frames it sends. */
export type NodeScript = (work: ChannelWork, channel: FakeChannel) => AsyncIterable<Frame> | Iterable<Frame>;

/** Tunnels to nodes that follow a script; a node without one has no tunnel open. */
export class FakeTunnels implements Tunnels {
  readonly scripts = new Map<string, NodeScript>();
  /** Everything that was opened, oldest first. */
  readonly channels: FakeChannel[] = [];

  open(nodeId: string, work: ChannelWork): TunnelChannel {
    const script = this.scripts.get(nodeId);
    if (script === undefined) throw new AppError('node_offline', { message: `node ${nodeId} has no tunnel open` });
    const channel = new FakeChannel(nodeId, work, script);
    this.channels.push(channel);
    return channel;
  }
}

export class FakeChannel implements TunnelChannel {
  readonly frames: AsyncIterable<wire.AgentFrame__Output>;
  readonly nodeId: string;
  readonly work: ChannelWork;
  readonly inputs: Buffer[] = [];
  readonly sizes: wire.TerminalSize[] = [];
  hasEndedInput = false;
  isCancelled = false;
  /** How many frames the reader has taken. */
  taken = 0;
  readonly #cancelled = new AbortController();

  constructor(nodeId: string, work: ChannelWork, script: NodeScript) {
    this.nodeId = nodeId;
    this.work = work;
    this.frames = this.#read(script);
  }

  async sendInput(data: Buffer): Promise<void> {
    this.inputs.push(data);
  }

  endInput(): void {
    this.hasEndedInput = true;
  }

  resize(size: wire.TerminalSize): void {
    this.sizes.push(size);
  }

  cancel(): void {
    this.isCancelled = true;
    this.#cancelled.abort();
  }

  /** Never resolves before the channel is cancelled: a script that awaits it hangs as a silent node does. */
  silence(): Promise<void> {
    return new Promise((resolve) => {
      if (this.isCancelled) resolve();
      this.#cancelled.signal.addEventListener('abort', () => resolve(), { once: true });
    });
  }

  async *#read(script: NodeScript): AsyncGenerator<wire.AgentFrame__Output> {
    for await (const frame of script(this.work, this)) {
      if (this.isCancelled) return;
      this.taken += 1;
      yield { ...EMPTY, ...frame };
    }
  }
}

const EMPTY: wire.AgentFrame__Output = {
  channelId: 1,
  log: null,
  output: null,
  image: null,
  credit: 0,
  closed: null,
  frame: 'log',
};

/** The last frame of work that ended by itself, or with this failure. */
export function closed(failure: AppError | null = null, exitCode = 0): Frame {
  const said = failure && {
    code: failure.code,
    message: failure.message,
    reason: failure.reason ?? '',
    evidence: [...failure.evidence],
    nextActions: [...failure.nextActions],
    correlationId: '',
  };
  return { closed: { exitCode, failure: said } };
}

/** A node that resolves every image to a digest made from its reference, as a registry would. */
export function* resolvesToDigest({ resolveImage }: ChannelWork): Generator<Frame> {
  const reference = resolveImage?.reference ?? '';
  yield { image: { reference, digest: `sha256:digest-of-${reference}`, imageId: '', manifest: '' } };
  yield closed();
}
