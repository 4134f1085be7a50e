import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../harness/eventually.js';
import { InProcessCluster } from '../harness/in-process.js';
import { TestApp } from './test-app.js';

const LONGER_THAN_A_CERTIFICATE_MS = 40 * 86_400_000;

describe('a node whose certificate ran out while it was away', () => {
  let cluster: InProcessCluster;

  beforeAll(async () => {
    cluster = await InProcessCluster.start({ nodes: ['n1'] });
  });

  afterAll(() => cluster?.dispose());

  const joinAgain = async () => {
    const reply = await cluster.operator.json(['node', 'rejoin', 'n1']);
    await cluster.node('n1').join(cluster.controlPlane.operator, String(reply.join_token));
  };

  it('comes back as the same node, while its agent runs, with what it runs and has accepted', async () => {
    const app = await TestApp.deployed(cluster, { project: 'shop', nodes: ['n1'] });
    const before = app.containers();
    const node = cluster.node('n1');
    await cluster.takeOffline('n1');
    // Joined as long ago as a certificate that is of no use any more.
    cluster.clock.skip(-LONGER_THAN_A_CERTIFICATE_MS);
    await joinAgain();
    cluster.clock.skip(LONGER_THAN_A_CERTIFICATE_MS);
    await node.start();
    await eventually(() => cluster.log.text.includes('devopsellence node rejoin n1'), {
      describe: 'the agent says that its certificate ran out',
    });
    expect(await cluster.connections()).toEqual(new Map([['n1', 'offline']]));
    await joinAgain();
    cluster.clock.skip(60_000);
    await cluster.online('n1');
    expect(app.containers()).toEqual(before);
    expect(await app.ok('deploy')).toContain('Nothing to change');
  });

  it('refuses the token on another machine that is a node, and of a node that is not there', async () => {
    await cluster.addNode('n2');
    const { join_token: token } = await cluster.operator.json(['node', 'rejoin', 'n1']);
    const joining = cluster.node('n2').join(cluster.controlPlane.operator, String(token));
    await expect(joining).rejects.toMatchObject({ code: 'already_joined' });
    expect(await cluster.operator.json(['node', 'rejoin', 'n3'])).toMatchObject({ ok: false });
  });
});
