import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCredentials } from '@devopsellence/agent';
import { FakeGateway } from '@devopsellence/agent/testing';
import type { DesiredState } from '@devopsellence/core';
import { aDefinition, aWorker as aDesiredWorker, desiring } from '@devopsellence/core/testing';
import {
  AGENT_GATEWAY,
  failureOf,
  isServiceError,
  messagesOf,
  openChannel,
  serverStream,
} from '@devopsellence/protocol';
import { LogRing } from '@devopsellence/runtime';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Canary } from '../harness/canary.js';
import { eventually } from '../harness/eventually.js';
import { InProcessCluster, LOCAL_IMAGE } from '../harness/in-process.js';
import { SkippingClock } from '../harness/in-process-clock.js';
import { CapturedLog } from '../harness/in-process-log.js';
import { InProcessNode } from '../harness/in-process-node.js';
import { aWeb, aWorker } from './app-config.js';
import { TestApp } from './test-app.js';

describe('a node', () => {
  let folder: string;
  let gateway: FakeGateway;
  let node: InProcessNode;
  const log = new CapturedLog();

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'devopsellence-integration-'));
    gateway = await FakeGateway.start();
    const clock = new SkippingClock();
    const stateDir = join(folder, 'n1');
    node = new InProcessNode({ name: 'n1', stateDir, clock, logger: log.logger('n1'), log: new LogRing() });
    node.engine.images.add(LOCAL_IMAGE, { imageId: 'sha256:shop', digest: null });
    await node.join(gateway.enrollAddress, gateway.joinToken());
    await node.start();
  });

  afterEach(async () => {
    await node.stop();
    gateway.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const wanting = (service: string, revision: number, nodeId = 'node-1'): DesiredState => {
    const image = { reference: LOCAL_IMAGE, digest: null, imageId: 'sha256:shop' };
    const definition = aDefinition({ image, command: ['serve', service], ports: [] });
    const worker = aDesiredWorker({ name: service, definition, hash: `hash-of-${service}` });
    return { ...desiring([worker], { stableForMs: 50 }), nodeId, revision };
  };
  const publish = (desiredState: DesiredState, key?: Parameters<FakeGateway['publish']>[1]) =>
    gateway.publish({ desiredState, secretValues: new Map() }, key);
  const runs = (service: string) =>
    eventually(() => node.runningOf(service).length === 1 && node.running.length === 1, {
      describe: `only ${service}`,
    });
  const refuses = (text: string) =>
    eventually(() => log.lines.some((line) => line.includes(text)), { describe: `the refusal: ${text}` });

  it('acts on no desired state that is older than one it has accepted, not even after a restart', async () => {
    publish(wanting('new', 7));
    await runs('new');
    publish(wanting('old', 6));
    await refuses('refused desired state 6: 7 was accepted already');
    expect(node.running).toHaveLength(1);
    for (const restart of [1, 2]) {
      await node.stop();
      await node.start();
      await eventually(() => gateway.watched.filter((revision) => revision === 7).length >= restart, {
        describe: 'the agent to tell what it has',
      });
      await runs('new');
    }
    publish(wanting('newer', 8));
    await runs('newer');
  });

  it('removes what a write has left that was killed', async () => {
    await node.stop();
    await writeFile(join(node.stateDir, 'containers.json.4711.new'), 'half of');
    await node.start();
    expect(await readdir(node.stateDir)).not.toContain('containers.json.4711.new');
  });

  it('acts on no desired state of another node', async () => {
    publish(wanting('own', 1));
    await runs('own');
    publish(wanting('foreign', 2, 'node-2'));
    await refuses('refused a desired state: it is for another node');
    await node.stop();
    log.lines.length = 0;
    await node.start();
    await refuses('refused a desired state: it is for another node');
    await runs('own');
    publish(wanting('own', 3));
    await eventually(() => gateway.reports.at(-1)?.observedRevision === 3, { describe: 'revision 3' });
    await runs('own');
  });

  it('acts on no desired state that its control plane has not signed', async () => {
    publish(wanting('own', 1));
    await runs('own');
    publish(wanting('foreign', 2), generateKeyPairSync('ed25519').privateKey);
    await refuses('it is not signed by this node’s control plane');
    publish(wanting('own', 3));
    await eventually(() => gateway.reports.at(-1)?.observedRevision === 3, { describe: 'revision 3' });
    await runs('own');
  });
});

describe('a fleet', () => {
  let cluster: InProcessCluster;

  beforeAll(async () => {
    cluster = await InProcessCluster.start({ nodes: ['n1', 'n2', 'n3'] });
  });

  afterAll(() => cluster?.dispose());

  /** What a node is sent at once when it connects; its agent is not running. */
  async function watchAs(name: string) {
    const credentials = await readCredentials(cluster.node(name).stateDir);
    if (credentials === null) throw new Error(`${name} has not joined`);
    const { identity, privateKey } = credentials;
    const client = openChannel(cluster.controlPlane.addresses.agent, {
      certificate: identity.certificate,
      certificateAuthority: identity.trust.certificateAuthorities.join('\n'),
      privateKey,
    });
    const stream = serverStream(client, AGENT_GATEWAY.WatchDesiredState, { acceptedRevision: 0 });
    const documents: Buffer[] = [];
    const ended = (async () => {
      try {
        for await (const { payload } of messagesOf(stream)) documents.push(payload);
        return null;
      } catch (error) {
        return isServiceError(error) ? failureOf(error) : error;
      }
    })();
    return { documents, ended, close: () => client.close() };
  }

  it('shows the value of a secret to the containers that reference it, and to nobody else', async () => {
    const canary = `canary-${Math.trunc(Date.now())}-${'q7'.repeat(12)}`;
    const secret_refs = [{ name: 'PASSWORD', secret: 'PASSWORD' }];
    const app = await TestApp.create(cluster, {
      project: 'canary',
      nodes: ['n1', 'n2'],
      services: { web: aWeb(), queue: aWorker({ secret_refs }) },
    });
    await cluster.operator.ok(['node', 'label', 'set', 'n2', '--labels', 'web']);
    const input = [`${canary}\n`];
    await cluster.operator.ok(['secret', 'set', 'PASSWORD', '--service', 'queue', '--stdin'], {
      cwd: app.folder,
      input,
    });
    await app.ok('deploy', '--dry-run', '--json');
    await app.ok('deploy');
    await app.ok('secret', 'list');
    await app.ok('status', '--json');
    await app.ok('logs');
    await app.run('deploy', '--json');

    const [queue] = cluster.node('n1').runningOf('queue', 'canary-');
    expect(queue?.created.secretEnv).toEqual({ PASSWORD: canary });
    for (const { containers } of cluster.nodes) {
      for (const { created } of containers) {
        const { secretEnv, ...visible } = created;
        expect(JSON.stringify(visible)).not.toContain(canary);
        expect(Object.values(secretEnv).includes(canary)).toBe(created.service === 'queue');
      }
    }
    await cluster.node('n1').stop();
    await cluster.node('n2').stop();
    for (const [name, isSent] of [
      ['n1', true],
      ['n2', false],
    ] as const) {
      const watch = await watchAs(name);
      await eventually(() => watch.documents.length > 0, { describe: `a document for ${name}` });
      watch.close();
      expect([name, watch.documents.some((payload) => payload.includes(canary))]).toEqual([name, isSent]);
    }
    await Promise.all([cluster.node('n1').start(), cluster.node('n2').start()]);
    await cluster.online('n1', 'n2', 'n3');

    const search = new Canary(canary);
    expect(search.in({ log: cluster.log.text, output: cluster.operator.transcript })).toEqual([]);
    expect((await search.inFiles(cluster.folder)).found).toEqual([]);
  });

  it('closes the streams of a node that was removed at once, and refuses its certificate from then on', async () => {
    const app = await TestApp.deployed(cluster, { project: 'removed', nodes: ['n3'] });
    await cluster.node('n3').stop();
    const watch = await watchAs('n3');
    await eventually(() => watch.documents.length > 0, { describe: 'a document' });
    await cluster.operator.ok(['node', 'remove', 'n3', '--yes']);
    expect(await watch.ended).toMatchObject({
      code: 'unauthenticated',
      message: expect.stringContaining('was removed'),
    });
    watch.close();
    const again = await watchAs('n3');
    expect(await again.ended).toMatchObject({ code: 'unauthenticated' });
    again.close();
    expect(again.documents).toEqual([]);
    expect(await app.run('logs')).toMatchObject({ code: 1 });
  });

  it('stops on a removed node what ran there, and leaves the volumes', async () => {
    const node = await cluster.addNode('n4');
    await cluster.online('n4');
    const services = { queue: aWorker({ volumes: [{ source: 'data', target: '/data' }] }) };
    await TestApp.deployed(cluster, { project: 'goodbye', nodes: ['n4'], services });
    expect(node.running).toHaveLength(1);
    await cluster.operator.ok(['node', 'remove', 'n4', '--yes']);
    await eventually(() => node.containers.length === 0, { describe: 'n4 to be empty' });
    expect(node.engine.volumes.size).toBe(1);
  });

  it('goes on without a control plane, and brings back what ran after agents and machines were restarted', async () => {
    await TestApp.deployed(cluster, { project: 'alone', nodes: ['n1', 'n2'] });
    const nodes = [cluster.node('n1'), cluster.node('n2')];
    const before = nodes.map(({ running }) => running);
    await cluster.controlPlane.stop();
    for (const node of nodes) {
      await node.stop();
      node.loseContainers();
      expect(node.running).toEqual([]);
      await node.start();
    }
    await eventually(() => String(nodes.map(({ running }) => running)) === String(before), {
      describe: 'all to run again',
    });
    const [victim = ''] = nodes[0]?.running ?? [];
    nodes[0]?.engine.destroy(victim);
    await eventually(() => nodes[0]?.running.includes(victim), { describe: 'what was destroyed to be made anew' });
    await cluster.controlPlane.start();
    await cluster.online('n1', 'n2');
    expect(nodes.map(({ running }) => running)).toEqual(before);
  });
});
