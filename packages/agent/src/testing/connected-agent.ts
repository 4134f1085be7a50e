import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DesiredService } from '@devopsellence/core';
import { desiring } from '@devopsellence/core/testing';
import type { wire } from '@devopsellence/protocol';
import { LogRing, systemClock } from '@devopsellence/runtime';
import { silentLogger } from '@devopsellence/runtime/testing';
import { runAgent } from '../agent.js';
import { FakeEngine } from './fake-engine.js';
import { FakeGateway, type OpenedChannel } from './fake-gateway.js';
import { IMAGE } from './reconciling.js';

/** Enough for what a test reads at once. */
const CREDIT = 4_000;

/** A whole agent on a fake engine, connected to a fake gateway over real mutual TLS. */
export class ConnectedAgent {
  readonly gateway: FakeGateway;
  readonly engine: FakeEngine;
  readonly log = new LogRing();
  readonly #stateDir: string;
  readonly #stop = new AbortController();
  #ended: Promise<void> = Promise.resolve();
  #lastId = 0;
  #revision = 0;

  private constructor(gateway: FakeGateway, stateDir: string) {
    this.gateway = gateway;
    this.engine = new FakeEngine(systemClock);
    this.engine.addImage(IMAGE.reference, { imageId: IMAGE.imageId, digest: null });
    this.#stateDir = stateDir;
  }

  static async start(): Promise<ConnectedAgent> {
    const agent = new ConnectedAgent(await FakeGateway.start(), await mkdtemp(join(tmpdir(), 'agent-')));
    const credentials = await agent.gateway.credentials('node-1');
    const outside = { clock: systemClock, random: () => 0, logger: silentLogger, log: agent.log };
    const options = { stateDir: agent.#stateDir, credentials, engine: agent.engine, ...outside };
    agent.#ended = runAgent({ ...options, metricsListen: null, onReady: () => undefined }, agent.#stop.signal);
    return agent;
  }

  /** Makes these services of one environment what is desired. Returns the revision. */
  desire(
    services: readonly DesiredService[],
    more: Parameters<typeof desiring>[1] = {},
    secretValues: ReadonlyMap<string, string> = new Map(),
  ): number {
    this.#revision += 1;
    this.gateway.publish({ desiredState: { ...desiring(services, more), revision: this.#revision }, secretValues });
    return this.#revision;
  }

  open(work: Omit<wire.OpenChannel, 'initialCredit'>, credit = CREDIT): OpenedChannel {
    this.#lastId += 1;
    return this.gateway.openChannel(this.#lastId, credit, work);
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#ended;
    this.gateway.stop();
    await rm(this.#stateDir, { recursive: true });
  }
}

/** Everything that comes on a channel, read as fast as it comes. */
export async function framesOf({ frames, send }: OpenedChannel): Promise<wire.AgentFrame__Output[]> {
  const all: wire.AgentFrame__Output[] = [];
  for await (const frame of frames) {
    all.push(frame);
    const bytes = (frame.log?.line.length ?? 0) + (frame.output?.data.length ?? 0);
    if (bytes > 0) send({ credit: bytes });
    if (frame.closed) break;
  }
  return all;
}

/** The lines and the output among frames. */
export function textsOf(frames: readonly wire.AgentFrame__Output[]): string[] {
  return frames.flatMap(({ log, output }) => (log ? [String(log.line)] : output ? [String(output.data)] : []));
}
