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
});
