import { generateKeyPairSync } from 'node:crypto';
import { FakeGateway } from '@devopsellence/agent/testing';
import type { DesiredState } from '@devopsellence/core';
import { aDefinition, aWorker, desiring } from '@devopsellence/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type InspectedContainer, readEngine } from '../harness/engine-objects.js';
import { eventually } from '../harness/eventually.js';
import { Foreign } from '../harness/foreign.js';
import { loadImages } from '../harness/images.js';
import { createNetwork, type Machine, type Network } from '../harness/machines.js';
import { NodeAgent } from '../harness/node-agent.js';

const BUSYBOX = 'busybox:1.36';
/** Of the one node that the gateway enrolls. */
const NODE = 'node-1';

describe('guarantee 4: an agent never acts on an older desired state than one it has accepted, nor on another node’s', () => {
  let network: Network;
  let machine: Machine;
  let gateway: FakeGateway;
  let agent: NodeAgent;
  let foreign: Foreign;
  let imageId = '';
  let before: readonly Ours[];

  beforeAll(async () => {
    network = await createNetwork();
    machine = await network.addMachine('vm1');
    imageId = (await loadImages([machine], [BUSYBOX])).get(BUSYBOX) ?? '';
    foreign = await Foreign.create(machine);
    gateway = await FakeGateway.start(network.gateway);
    agent = new NodeAgent(machine);
    await agent.join(gateway.enrollAddress, gateway.joinToken());
    await agent.start();
    publish(wanting('current', 7));
    before = await eventually(async () => alone(await ours(), 'current'), { describe: 'the service to run' });
  });

  afterAll(async () => {
    await agent?.stop();
    gateway?.stop();
    await network?.dispose();
  });

  function wanting(service: string, revision: number, nodeId = NODE): DesiredState {
    const image = { reference: BUSYBOX, digest: null, imageId };
    const command = ['sh', '-c', 'trap exit TERM; while :; do sleep 1; done'];
    const definition = aDefinition({ image, command, ports: [] });
    const worker = aWorker({ name: service, definition, hash: `hash-of-${service}` });
    return { ...desiring([worker], { stableForMs: 50 }), nodeId, revision };
  }

  function publish(desiredState: DesiredState, key?: Parameters<FakeGateway['publish']>[1]): void {
    gateway.publish({ desiredState, secretValues: new Map() }, key);
  }

  /** What belongs to this node on its engine. */
  async function ours(): Promise<readonly Ours[]> {
    const { containers } = await readEngine(machine);
    return containers.filter(({ Config }) => Config.Labels?.['devopsellence.node'] === NODE).map(described);
  }

  it.each([
    ['an older one', 'refused desired state 6: 7 was accepted already', () => publish(wanting('old', 6))],
    ['another node’s', 'it is for another node', () => publish(wanting('stray', 8, 'node-2'))],
    [
      'one that somebody else has signed',
      'it is not signed by',
      () => publish(wanting('forged', 9), generateKeyPairSync('ed25519').privateKey),
    ],
  ])('not on %s, not even after the agent was killed', async (_, refusal, replay) => {
    replay();
    await eventually(() => agent.log.includes(refusal), { describe: refusal });
    expect(await ours()).toEqual(before);
    await agent.kill();
    // It hears of nothing else from now on: the gateway sends what it has to whoever connects.
    await agent.start();
    await eventually(() => agent.log.includes(refusal), { describe: `${refusal}, again` });
    expect(await ours()).toEqual(before);
    expect(await foreign.read()).toEqual(foreign.intact);
  });

  it('and goes on with the next one that is its own', async () => {
    publish(wanting('next', 10));
    await eventually(async () => alone(await ours(), 'next'), { describe: 'the next one to run alone' });
    expect(await foreign.read()).toEqual(foreign.intact);
  });
});

interface Ours {
  readonly name: string;
  readonly service: string | undefined;
  readonly status: string;
  readonly pid: number;
  readonly startedAt: string;
}

function described({ Name, State, Config }: InspectedContainer): Ours {
  const service = Config.Labels?.['devopsellence.service'];
  return { name: Name, service, status: State.Status, pid: State.Pid, startedAt: State.StartedAt };
}

/** The containers, if a running one of the service is all there is. */
function alone(containers: readonly Ours[], service: string): readonly Ours[] | false {
  const [first] = containers;
  return containers.length === 1 && first?.service === service && first.status === 'running' && containers;
}
