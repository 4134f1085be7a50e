import { connect } from 'node:tls';
import { masterKeysIn, readSealedContent } from '@devopsellence/control-plane/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Canary } from '../harness/canary.js';
import { eventually } from '../harness/eventually.js';
import { InProcessCluster } from '../harness/in-process.js';
import { aWeb } from './app-config.js';
import { TestApp } from './test-app.js';

const NODES = ['n1', 'n2', 'n3'];

/** As they would be written into a text. */
function canariesOf(key: Buffer): readonly Canary[] {
  return [new Canary(key.toString('base64')), new Canary(key.toString('hex'))];
}

describe('replacing keys under a running fleet', () => {
  let cluster: InProcessCluster;
  let app: TestApp;

  beforeAll(async () => {
    cluster = await InProcessCluster.start({ nodes: NODES });
    app = await TestApp.deployed(cluster, { project: 'shop', nodes: NODES });
  });

  afterAll(() => cluster?.dispose());

  const sessions = () => cluster.log.lines.filter((line) => line.includes('connected to the control plane')).length;
  const refusals = () => cluster.log.lines.filter((line) => line.includes('refused a desired state')).length;
  const status = (key: 'ca' | 'signing-key') => cluster.operator.json([key, 'status']);
  /** Moves time on, heartbeat by heartbeat, until the replacement is so far. */
  const reached = (key: 'ca' | 'signing-key', wanted: Readonly<Record<string, unknown>>) =>
    eventually(
      async () => {
        cluster.clock.skip(2_000);
        const now = await status(key);
        return Object.entries(wanted).every(([field, value]) => JSON.stringify(now[field]) === JSON.stringify(value));
      },
      { describe: `${key} to be ${JSON.stringify(wanted)}` },
    );
  const deploy = async (colour: string) => {
    await app.configure({ web: aWeb({ env: { COLOUR: colour } }) });
    expect(await app.ok('deploy')).toContain('Settled');
  };
  const shownIssuer = async () => {
    const [host, port] = cluster.controlPlane.operator.split(':');
    const socket = connect({ host, port: Number(port), rejectUnauthorized: false });
    await new Promise((resolve) => socket.once('secureConnect', resolve));
    const { CN } = socket.getPeerCertificate().issuer;
    socket.destroy();
    return CN;
  };

  it('goes from one certificate authority to the next with no session lost, and new nodes join meanwhile', async () => {
    const before = sessions();
    const issuer = await shownIssuer();
    const first = await status('ca');
    expect(first).toMatchObject({ phase: 'steady', other: null, waiting_for: [] });
    const deploying = app.start('deploy');
    expect(await cluster.operator.json(['ca', 'rotate'])).toMatchObject({ ok: true });
    expect((await deploying.ended).code).toBe(0);
    await reached('ca', { phase: 'replaced', waiting_for: [] });
    const second = await status('ca');
    expect(second.other).toBe(first.current);
    expect(await shownIssuer()).not.toBe(issuer);
    expect(sessions()).toBe(before);
    await cluster.addNode('n4');
    await cluster.online('n4');
    await deploy('red');
    expect(await cluster.operator.run(['ca', 'rotate', '--finish'])).toMatchObject({ code: 1 });
    expect(await cluster.operator.json(['ca', 'rotate', '--finish', '--yes'])).toMatchObject({ phase: 'steady' });
    await deploy('green');
    expect(sessions()).toBe(before + 1);
    expect(refusals()).toBe(0);
    await cluster.operator.ok([
      'login',
      cluster.controlPlane.operator,
      '--token',
      await cluster.controlPlane.ownerToken(),
    ]);
  });

  it('signs with a new key once every node that is there knows it, and the others catch up', async () => {
    await cluster.takeOffline('n3');
    const before = sessions();
    const first = await status('signing-key');
    await cluster.operator.ok(['signing-key', 'rotate']);
    await reached('signing-key', { phase: 'replaced', waiting_for: ['n3'] });
    expect((await status('signing-key')).other).toBe(first.current);
    await cluster.node('n3').start();
    await reached('signing-key', { phase: 'steady', waiting_for: [] });
    expect((await status('signing-key')).current).not.toBe(first.current);
    await deploy('blue');
    expect(app.running()).toEqual(['n1 web', 'n2 web', 'n3 web']);
    expect(sessions()).toBe(before + 1);
    expect(refusals()).toBe(0);
  });

  it('leaves behind only nodes that are named; one of these comes back by joining again', async () => {
    await cluster.takeOffline('n2');
    await cluster.operator.ok(['ca', 'rotate']);
    await reached('ca', { phase: 'replaced', waiting_for: ['n2'] });
    const finish = (...words: string[]) => cluster.operator.run(['ca', 'rotate', '--finish', '--yes', ...words]);
    expect(await finish()).toMatchObject({ code: 1, stderr: expect.stringContaining('n2 has not changed') });
    expect(await finish('--without', 'n1,n2')).toMatchObject({ code: 2 });
    expect(await finish('--without', 'n2')).toMatchObject({ code: 0 });
    await cluster.node('n2').start();
    const { join_token: token } = await cluster.operator.json(['node', 'rejoin', 'n2']);
    await cluster.node('n2').join(cluster.controlPlane.operator, String(token));
    cluster.clock.skip(60_000);
    await cluster.online(...NODES);
    await deploy('white');
    expect(refusals()).toBe(0);
  });

  it('seals secrets with a new master key while they are deployed, and shows neither keys nor values', async () => {
    const value = new Canary(`kanarie/+?&=~"${process.pid}-zwitschert`);
    const set = (text: string) => app.ok('secret', 'set', 'PASSWORD', '--value', text);
    await set(value.value);
    const { dataDir } = cluster.controlPlane;
    const [old] = await masterKeysIn(dataDir);
    const before = sessions();
    const colour = (text: string) => aWeb({ env: { COLOUR: text }, secret_refs: [{ name: 'P', secret: 'PASSWORD' }] });
    await app.configure({ web: colour('black') });
    const deploying = app.start('deploy');
    expect(await cluster.operator.run(['secret', 'rotate-key'])).toMatchObject({ code: 1 });
    expect(await cluster.operator.json(['secret', 'rotate-key', '--yes'])).toMatchObject({ ok: true, values_left: 0 });
    expect((await deploying.ended).code).toBe(0);
    await app.configure({ web: colour('grey') });
    expect(await app.ok('deploy')).toContain('Settled');
    await cluster.controlPlane.stop();
    const content = await readSealedContent(dataDir);
    expect(content).toMatchObject({ sealedWith: content.keys, values: [value.value] });
    await cluster.controlPlane.start();
    cluster.clock.skip(60_000);
    await cluster.online(...NODES);
    await app.configure({ web: colour('silver') });
    expect(await app.ok('deploy')).toContain('Settled');
    expect(sessions()).toBeGreaterThan(before);
    expect(refusals()).toBe(0);
    const shown = {
      log: cluster.log.text,
      printed: cluster.operator.transcript,
      database: (await cluster.controlPlane.dump()).join('\n'),
    };
    const [now] = await masterKeysIn(dataDir);
    for (const key of [old, now]) {
      expect(canariesOf(key).flatMap((canary) => canary.in(shown))).toEqual([]);
      expect(canariesOf(key).flatMap((canary) => canary.in({ search: `x${key.toString('base64')}` }))).not.toEqual([]);
    }
    expect(value.in(shown)).toEqual([]);
  });

  it('tells who did what, each step once', async () => {
    const text = (await cluster.controlPlane.dump()).filter((line) => line.startsWith('events ')).join('\n');
    const count = (action: string) => text.split(`"${action}"`).length - 1;
    expect([count('master_key.replaced'), count('master_key.rotated')]).toEqual([1, 1]);
    for (const step of ['announced', 'replaced', 'rotated']) {
      expect(count(`certificate_authority.${step}`)).toBe(2);
      expect(count(`signing_key.${step}`)).toBe(1);
    }
  });
});
