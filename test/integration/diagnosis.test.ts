import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InProcessCluster } from '../harness/in-process.js';
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
});
