import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../harness/eventually.js';
import { InProcessCluster } from '../harness/in-process.js';
import { aCrashingWorker } from './app-config.js';
import { TestApp } from './test-app.js';

describe('a machine from afar', () => {
  let cluster: InProcessCluster;

  beforeAll(async () => {
    cluster = await InProcessCluster.start({ nodes: ['n1', 'n2'] });
    await TestApp.deployed(cluster, { project: 'shop', nodes: ['n1'] });
  });

  afterAll(() => cluster?.dispose());

  describe('the log of its agent', () => {
    it('is shown', async () => {
      const shown = await cluster.operator.ok(['node', 'logs', 'n1']);
      expect(shown).toContain('accepted a desired state');
      expect(shown).not.toContain('n2 agent');
      expect((await cluster.operator.ok(['node', 'logs', 'n1', '--lines', '1'])).trimEnd().split('\n')).toHaveLength(1);
    });

    it('is refused for a node that does not exist', async () => {
      const { error } = await cluster.operator.json(['node', 'logs', 'n9']);
      expect(error).toMatchObject({ code: 'not_found' });
    });
  });

  describe('its diagnosis', () => {
    it('tells how engine, disks, clock and agent are', async () => {
      const document = await cluster.operator.json(['node', 'diagnose', 'n1']);
      expect(document).toMatchObject({
        ok: true,
        node: { name: 'n1', connection: 'online' },
        diagnosis: { engine: { version: '0.0.0-fake' }, disks: [{ name: 'engine' }, { name: 'state' }] },
      });
      const { clock } = document as { clock: { ahead_ms: number } };
      expect(Math.abs(clock.ahead_ms)).toBeLessThan(5_000);
    });

    it('names an engine that is down, with what to do, and tells the rest', async () => {
      cluster.node('n2').engine.goAway();
      const document = await cluster.operator.json(['node', 'diagnose', 'n2']);
      cluster.node('n2').engine.comeBack();
      const { diagnosis, healthy } = document as {
        healthy: boolean;
        diagnosis: { engine: null; unread: { part: string }[] };
      };
      expect({ healthy, engine: diagnosis.engine }).toEqual({ healthy: false, engine: null });
      expect(diagnosis.unread.map(({ part }) => part)).toEqual(expect.arrayContaining(['engine', 'sizes']));
      const { findings } = document as { findings: { code: string; next_actions: string[] }[] };
      const down = findings.find(({ code }) => code === 'engine_unavailable');
      expect(down?.next_actions[0]).toBe('on n2: systemctl status docker');
    });
  });

  describe('doctor', () => {
    const codes = (document: unknown) =>
      (document as { findings: { code: string }[] }).findings.map(({ code }) => code);

    it('names what is wrong on any node, with the command to type next', async () => {
      cluster.node('n2').engine.goAway();
      const crashing = await TestApp.create(cluster, { project: 'crashing', nodes: ['n1'] });
      await crashing.configure({ queue: aCrashingWorker() });
      await crashing.run('deploy');
      await eventually(async () => codes(await crashing.json('doctor', '--fleet')).includes('engine_unavailable'), {
        describe: 'the engine to be missed',
      });
      const { code, stdout } = await crashing.run('doctor', '--fleet', '--json');
      cluster.node('n2').engine.comeBack();
      expect(code).toBe(1);
      const document: unknown = JSON.parse(stdout);
      expect(codes(document)).toEqual(expect.arrayContaining(['engine_unavailable', 'service_crash_looping']));
      const { findings } = document as { findings: { code: string; next_actions: string[] }[] };
      expect(findings.find((finding) => finding.code === 'service_crash_looping')?.next_actions[0]).toBe(
        'devopsellence logs queue --node n1 --org acme --project crashing --env production',
      );
      // Those of the shop only: n1 does not crash there.
      const shop = await cluster.operator.json(['doctor', '--org', 'acme', '--project', 'shop', '--env', 'production']);
      expect(shop).toMatchObject({ environment: { project: 'shop' }, nodes: [{ name: 'n1' }] });
    });
  });

  it('puts no secret into a support bundle', async () => {
    const canary = 'canary-5d41402abc4b2a76';
    const at = ['--org', 'acme', '--project', 'shop', '--env', 'production'];
    await cluster.operator.ok(['secret', 'set', 'CANARY', '--value', canary, ...at]);
    const file = join(cluster.folder, 'bundle.tar.gz');
    await cluster.operator.ok(['support', 'bundle', '--fleet', '--output', file]);
    const text = execFileSync('tar', ['-xzOf', file]).toString();
    expect(text).toContain('"node_js_version"');
    expect(text).toContain('accepted a desired state');
    expect(text).not.toContain(canary);
    expect(text).not.toMatch(/dvo_(operator|join)_/);
    expect(text).not.toContain('PRIVATE KEY');
  });
});
