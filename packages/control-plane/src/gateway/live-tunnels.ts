import { AppError } from '@devopsellence/core';
import type { wire } from '@devopsellence/protocol';
import { requireWellFormed } from '../server/malformed.js';
import { Channel, INITIAL_CREDIT } from './channel.js';
import type { NodeStream } from './node-stream.js';
import type { ChannelWork, TunnelChannel, Tunnels } from './tunnel-channel.js';

/** The two halves of a Tunnel stream. */
export interface FrameStream {
  on(event: 'data', listener: (frame: wire.AgentFrame__Output) => void): unknown;
  on(event: 'end', listener: () => void): unknown;
  write(frame: wire.ControlFrame): boolean;
}

/** The tunnels of all nodes. A node has at most one: a newer one replaces the older, whose channels break. */
export class LiveTunnels implements Tunnels {
  readonly #tunnels = new Map<string, Tunnel>();

  open(nodeId: string, work: ChannelWork): TunnelChannel {
    const tunnel = this.#tunnels.get(nodeId);
    if (tunnel !== undefined) return tunnel.open(work);
    throw offline('the node is not connected to the control plane');
  }

  /** A node opened its tunnel. */
  attach(session: NodeStream, frames: FrameStream): void {
    const { nodeId } = session;
    const tunnel = new Tunnel(session, frames);
    const older = this.#tunnels.get(nodeId);
    this.#tunnels.set(nodeId, tunnel);
    older?.end();
    session.onOver(() => {
      if (this.#tunnels.get(nodeId) === tunnel) this.#tunnels.delete(nodeId);
    });
  }
}

/** One stream of frames, shared by all channels to one node. */
class Tunnel {
  readonly #session: NodeStream;
  readonly #frames: FrameStream;
  readonly #channels = new Map<number, Channel>();
  #lastId = 0;

  constructor(session: NodeStream, frames: FrameStream) {
    this.#session = session;
    this.#frames = frames;
    frames.on('data', (frame) => this.#receive(frame));
    frames.on('end', () => session.end());
    session.onOver(() => this.#break());
  }

  open(work: ChannelWork): Channel {
    this.#lastId += 1;
    const channelId = this.#lastId;
    const channel = new Channel({
      send: (frame) => this.#write({ channelId, ...frame }),
      release: () => this.#channels.delete(channelId),
    });
    this.#channels.set(channelId, channel);
    this.#write({ channelId, open: { initialCredit: INITIAL_CREDIT, ...work } });
    return channel;
  }

  end(): void {
    this.#session.end();
  }

  #receive(frame: wire.AgentFrame__Output): void {
    try {
      requireWellFormed(frame);
      // No channel: it ended while the frame was under way.
      this.#channels.get(frame.channelId)?.receive(frame);
    } catch (error) {
      this.#session.fail(error);
    }
  }

  /** Not awaited: what is written is bounded by the credit of the open channels. */
  #write(frame: wire.ControlFrame): void {
    if (!this.#session.isOver) this.#frames.write(frame);
  }

  #break(): void {
    for (const channel of [...this.#channels.values()]) channel.break(offline('the connection to the node broke'));
  }
}

function offline(message: string): AppError {
  return new AppError('node_offline', {
    message,
    nextActions: ['devopsellence node list', 'on the node: systemctl status devopsellence-agent'],
  });
}
