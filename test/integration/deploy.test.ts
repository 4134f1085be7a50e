import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../harness/eventually.js';
import { InProcessCluster } from '../harness/in-process.js';
import { aCrashingWorker, anUnreadyWeb, aWeb, aWorker } from './app-config.js';
import { changesNothing, TestApp } from './test-app.js';

const NODES = ['n1', 'n2'];

describe('deploy', () => {
  let cluster: InProcessCluster;

  beforeAll(async () => {
    cluster = await InProcessCluster.start({ nodes: NODES });
  });

  afterAll(() => cluster?.dispose());

  const create = (project: string, options: Partial<Parameters<typeof TestApp.create>[1]> = {}) =>
    TestApp.create(cluster, { project, nodes: NODES, ...options });
  const deployed = (project: string, options: Partial<Parameters<typeof TestApp.create>[1]> = {}) =>
    TestApp.deployed(cluster, { project, nodes: NODES, ...options });

  it('starts every service on every attached node, one node after the other, and says when all have settled', async () => {
    const app = await create('first');
    const { code, stdout, stderr } = await app.run('deploy');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^n1\n {2}\+ create queue\n {2}\+ create web\nn2\n {2}\+ create queue\n {2}\+ create web\n/);
    expect(stdout).toMatch(/Settled: acme\/first production runs revision \w{12}: 4 create on 2 nodes \(\d/);
    expect(stderr).toContain('n2: waits for its turn, at most 1 node changes at a time');
    expect(app.running()).toEqual(['n1 queue', 'n1 web', 'n2 queue', 'n2 web']);
  });

  it('replaces nothing when nothing has changed, and says so', async () => {
    const app = await deployed('again');
    const before = app.containers();
    const { code, stdout } = await app.run('deploy');
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringMatching(
        /^n1\n {2}= 2 unchanged\nn2\n {2}= 2 unchanged\nNothing to change: acme\/again production runs/,
      ),
    });
    expect(app.containers()).toEqual(before);
  });

  it('replaces only what has changed', async () => {
    const app = await deployed('changed');
    const before = Object.entries(app.containers());
    await app.configure({ web: aWeb({ env: { COLOUR: 'blue' } }), queue: aWorker() });
    expect(await app.ok('deploy')).toContain('  ~ replace web (start-first): env added: COLOUR\n  = 1 unchanged\n');
    const after = app.containers();
    const kept = before.filter(([id]) => id in after).map(([, text]) => text);
    expect(kept).toEqual(['n1 queue: running', 'n2 queue: running']);
    expect(app.running()).toEqual(['n1 queue', 'n1 web', 'n2 queue', 'n2 web']);
  });

  it('shows in a dry run exactly what the deploy then does, and changes nothing', async () => {
    const app = await deployed('planned');
    await app.configure({ web: aWeb({ args: ['serve', 'more'] }), mail: aWorker() });
    const planned = await changesNothing(cluster, () => app.json('deploy', '--dry-run'));
    const done = await app.json('deploy');
    expect(planned.plan).toEqual([
      expect.objectContaining({
        node: 'n1',
        changes: [
          { kind: 'create', service: 'mail', order: 'stop-first', reasons: [] },
          { kind: 'replace', service: 'web', order: 'start-first', reasons: ['args changed'] },
          { kind: 'remove', service: 'queue', order: 'stop-first', reasons: [] },
        ],
      }),
      expect.objectContaining({ node: 'n2' }),
    ]);
    expect(done).toMatchObject({ ok: true, plan: planned.plan, images: planned.images });
    expect(app.running()).toEqual(['n1 mail', 'n1 web', 'n2 mail', 'n2 web']);
  });

  it.each([
    {
      title: 'a worker that crashes',
      project: 'crashing',
      services: { web: aWeb(), queue: aCrashingWorker() },
      service: 'queue',
      reason: /exited with code 3, 3 times in a row/,
    },
    {
      title: 'a web service that never gets ready',
      project: 'unready',
      services: { web: anUnreadyWeb({ env: { COLOUR: 'red' } }), queue: aWorker() },
      service: 'web',
      reason: /not ready within 300 ms: exit code 1/,
    },
  ])('says why it was rolled back after $title, and the next good one works', async (story) => {
    const app = await deployed(story.project);
    const before = app.containers();
    const serving = cluster.node('n1').runningOf('web', `${story.project}-`);
    await app.configure(story.services);
    const { code, stderr } = await app.run('deploy');
    expect(code).toBe(1);
    expect(stderr).toMatch(/^Error: deployment \w{26} failed and was rolled back$/m);
    const reason = `service ${story.service} failed on node n1: .*; rolled back to release 1 on n1`;
    expect(stderr).toMatch(new RegExp(`^ {2}${reason}$`, 'm'));
    expect(stderr).toMatch(story.reason);
    expect(stderr).toContain(`Try: devopsellence logs ${story.service} --node n1\n`);
    const { deployment } = await app.json('status');
    expect(deployment).toMatchObject({ state: 'rolled_back', reason: expect.stringMatching(reason) });

    await eventually(() => app.running().length === 4, { describe: 'the services of the release before' });
    expect(cluster.node('n1').runningOf('web', `${story.project}-`)).toEqual(serving);
    expect(onNode(app.containers(), 'n2')).toEqual(onNode(before, 'n2'));

    await app.configure({ web: aWeb({ env: { COLOUR: 'green' } }), queue: aWorker() });
    expect(await app.ok('deploy')).toContain('Settled:');
    expect(app.running()).toEqual(['n1 queue', 'n1 web', 'n2 queue', 'n2 web']);
  });

  it('leaves everything as it is after a failure when the config says so', async () => {
    const app = await deployed('stopping', { rollout: { on_failure: 'stop' } });
    await app.configure({ web: aWeb(), queue: aCrashingWorker() });
    const { code, stderr } = await app.run('deploy');
    expect(code).toBe(1);
    expect(stderr).toMatch(/^Error: deployment \w{26} failed after /m);
    expect((await app.json('status')).deployment).toMatchObject({ state: 'failed' });
    expect(app.running()).toContain('n1 web');
    await app.configure({ web: aWeb(), queue: aWorker() });
    expect(await app.ok('deploy')).toContain('Settled:');
  });

  it('does not call a service settled that was never checked the way its new definition says', async () => {
    const app = await deployed('rechecked', { rollout: { health_deadline: '1s' } });
    await app.configure({ web: anUnreadyWeb(), queue: aWorker() });
    const { code, stderr } = await app.run('deploy');
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('node n1 did not settle within 1 s') });
    expect((await app.json('status')).deployment).toMatchObject({ state: 'rolled_back' });
    await eventually(async () => (await readiness(app)).every(Boolean), { describe: 'all to be ready again' });
  });

  it('goes back to the release before on request, as it was, and forward again by number', async () => {
    const app = await deployed('regretted');
    const before = Object.values(app.containers());
    await app.configure({ web: aWeb({ env: { COLOUR: 'blue' } }), mail: aWorker() });
    await app.ok('deploy');
    expect(await app.ok('release', 'list')).toMatch(/RELEASE.*\n2 .*current\n1 /);
    const planned = await changesNothing(cluster, () => app.ok('release', 'rollback', '--dry-run'));
    expect(planned).toContain('  ~ replace web (start-first): env removed: COLOUR\n  - remove mail\n');
    expect(await app.ok('release', 'rollback')).toContain('Settled: acme/regretted production');
    expect(Object.values(app.containers())).toEqual(before);
    expect(await app.ok('release', 'list')).toMatch(/\n1 .*current/);
    await app.ok('release', 'rollback', '2');
    expect(app.running()).toEqual(['n1 mail', 'n1 web', 'n2 mail', 'n2 web']);
    expect((await app.run('release', 'rollback', '9')).stderr).toContain('there is no release "9"');
  });

  it('ends by its deadline when a service does not come up', async () => {
    const app = await create('late', { rollout: { deadline: '5s' } });
    // For its first minute a control plane holds no deadline against its nodes: they may have to come back to it.
    cluster.clock.skip(60_000);
    await cluster.online(...NODES);
    const release = cluster.node('n2').engine.hold('startContainer');
    const deploying = app.start('deploy');
    await eventually(() => cluster.node('n2').engine.world.some((line) => line.startsWith('late-')), {
      describe: 'n2 to be at work',
    });
    cluster.clock.skip(5_000);
    const { code, stderr } = await deploying.ended;
    release();
    expect(code).toBe(3);
    expect(stderr).toMatch(/^Error: deployment \w{26} did not settle in time/m);
    expect(stderr).toMatch(/^ {2}not settled within 5 s: n2: .*/m);
  });

  it('goes on where it was when the control plane is restarted in the middle', async () => {
    const app = await create('interrupted');
    const release = cluster.node('n1').engine.hold('startContainer');
    const deploying = app.start('deploy');
    await eventually(() => app.running().length === 0 && Object.keys(app.containers()).length > 0, {
      describe: 'containers of n1 that wait to be started',
    });
    await cluster.controlPlane.stop();
    release();
    await cluster.controlPlane.start();
    const { code, stdout } = await deploying.ended;
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('Settled:') });
    expect(app.running()).toEqual(['n1 queue', 'n1 web', 'n2 queue', 'n2 web']);
    await cluster.online('n1', 'n2');
  });
});

describe('what changes without a deploy', () => {
  let cluster: InProcessCluster;

  beforeAll(async () => {
    cluster = await InProcessCluster.start({ nodes: [...NODES, 'n3'] });
  });

  afterAll(() => cluster?.dispose());

  const deployed = (project: string, options: Partial<Parameters<typeof TestApp.create>[1]> = {}) =>
    TestApp.deployed(cluster, { project, nodes: NODES, ...options });

  it('is shown as pending, and published by apply: labels', async () => {
    const app = await deployed('labelled');
    const before = app.containers();
    const answer = await cluster.operator.ok(['node', 'label', 'set', 'n2', '--labels', 'web']);
    expect(answer).toContain('n2: remove queue');
    expect((await app.json('status')).pending_changes).toEqual(['n2: remove queue']);
    expect(app.containers()).toEqual(before);
    expect(await app.ok('apply')).toContain('n2\n  - remove queue\n');
    expect(app.running()).toEqual(['n1 queue', 'n1 web', 'n2 web']);
    expect((await app.json('status')).pending_changes).toEqual([]);
    await cluster.operator.ok(['node', 'label', 'add', 'n2', '--labels', 'worker']);
    await app.ok('apply');
    expect(app.running()).toEqual(['n1 queue', 'n1 web', 'n2 queue', 'n2 web']);
  });

  it('is shown as pending, and published by apply: secrets', async () => {
    const secret_refs = [{ name: 'PASSWORD', secret: 'DB_PASSWORD' }];
    const app = await TestApp.create(cluster, {
      project: 'secretive',
      nodes: NODES,
      services: { web: aWeb(), queue: aWorker({ secret_refs }) },
    });
    await app.ok('secret', 'set', 'DB_PASSWORD', '--value', 'one');
    await app.ok('deploy');
    const passwords = () =>
      NODES.flatMap((name) => cluster.node(name).runningOf('queue', 'secretive-')).map(
        ({ created }) => created.secretEnv,
      );
    expect(passwords()).toEqual([{ PASSWORD: 'one' }, { PASSWORD: 'one' }]);
    await app.ok('secret', 'set', 'DB_PASSWORD', '--value', 'two', '--service', 'queue');
    expect((await app.json('status')).pending_changes).toEqual([
      expect.stringMatching(/^n1: replace queue \(secret/),
      expect.stringMatching(/^n2: replace queue \(secret/),
    ]);
    expect(passwords()).toEqual([{ PASSWORD: 'one' }, { PASSWORD: 'one' }]);
    await app.ok('apply');
    expect(passwords()).toEqual([{ PASSWORD: 'two' }, { PASSWORD: 'two' }]);
    expect((await app.json('status')).pending_changes).toEqual([]);
  });

  it('is shown as pending, and published by apply: a node that was attached', async () => {
    const app = await deployed('growing');
    expect(await app.ok('node', 'attach', 'n3')).toMatch(/n3: create queue/);
    expect(app.running()).toEqual(['n1 queue', 'n1 web', 'n2 queue', 'n2 web']);
    await app.ok('apply');
    expect(app.running()).toContain('n3 web');
  });

  it('is not touched by other projects on the same nodes', async () => {
    const services = { web: aWeb(), redis: aWorker({ volumes: [{ source: 'data', target: '/data' }] }) };
    const left = await deployed('left', { services });
    const right = await deployed('right', { services });
    const untouched = left.containers();
    const { volumes, networks } = cluster.node('n1').engine;
    const own = (names: Iterable<string>) => [...names].filter((name) => /^(left|right)-/.test(name));
    expect(own(volumes.keys())).toHaveLength(2);
    expect(own(networks.keys())).toHaveLength(2);

    await right.configure({ web: aWeb({ env: { COLOUR: 'blue' } }) });
    await right.ok('deploy');
    for (const name of NODES) await right.ok('node', 'detach', name, '--yes');
    await eventually(() => right.running().length === 0, { describe: 'the other project to be gone' });
    expect(left.containers()).toEqual(untouched);
    expect(own(volumes.keys())).toHaveLength(2);
  });

  it('stops on the node that was detached, and there only', async () => {
    const app = await deployed('leaving');
    const other = await deployed('staying');
    await app.ok('node', 'detach', 'n2', '--yes');
    await eventually(() => app.running().every((text) => text.startsWith('n1 ')), {
      describe: 'n2 to have stopped it',
    });
    expect(app.running()).toEqual(['n1 queue', 'n1 web']);
    expect(other.running()).toEqual(['n1 queue', 'n1 web', 'n2 queue', 'n2 web']);
    await app.ok('node', 'attach', 'n2');
    await app.ok('apply');
    expect(app.running()).toEqual(['n1 queue', 'n1 web', 'n2 queue', 'n2 web']);
  });

  it('is named when its node is offline, is never shown as healthy, and is caught up with', async () => {
    const app = await deployed('patient');
    await cluster.takeOffline('n2');
    const status = await app.ok('status');
    expect(status).toMatch(/^n2 +offline +queue +worker +unknown +no /m);
    await app.configure({ web: aWeb({ env: { COLOUR: 'blue' } }), queue: aWorker() });
    const { code, stdout, stderr } = await app.run('deploy');
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('Settled:') });
    expect(stderr).toMatch(/^Warning: node n2 is offline since \S+: it follows when it returns$/m);
    const { deployment } = await app.json('status');
    expect(deployment).toMatchObject({ state: 'settled', reason: 'offline and to follow when it returns: node n2' });
    await cluster.node('n2').start();
    const colours = () =>
      NODES.map((name) => cluster.node(name).runningOf('web', 'patient-')[0]?.created.definition.env.COLOUR);
    await eventually(() => colours().join() === 'blue,blue', { describe: 'n2 to have caught up' });
  });
});

/** Whether each service of the app is ready. */
async function readiness(app: TestApp): Promise<readonly boolean[]> {
  const { nodes } = await app.json('status');
  return [...JSON.stringify(nodes).matchAll(/"ready":(true|false)/g)].map(([, ready]) => ready === 'true');
}

function onNode(containers: Readonly<Record<string, string>>, node: string) {
  return Object.entries(containers).filter(([id]) => id.startsWith(`${node}/`));
}
