import { encodeSpec } from '@devopsellence/core';
import { aDependency, aServiceSpec, aServiceStatus, aSpec } from '@devopsellence/core/testing';
import { afterEach, describe, expect, test } from 'vitest';
import { WHOLE_FLEET } from '../access/scope.js';
import { findRelease, requireEnvironment } from '../store/index.js';
import { NAMES, TestControlPlane, webSpec } from './testing/control-plane.js';
import { closed } from './testing/fake-tunnels.js';

let plane: TestControlPlane;

async function start(nodes?: Readonly<Record<string, readonly string[]>>): Promise<TestControlPlane> {
  plane = await TestControlPlane.create(nodes);
  return plane;
}

afterEach(() => plane.close());

describe('a deploy', () => {
  test('publishes to every node and ends settled', async () => {
    await start({ n1: ['web'], n2: ['web'] });
    const answer = await plane.deploy(webSpec('app:1'));
    expect(answer).toMatchObject({ isUnchanged: false, findings: [] });
    expect(answer.images).toEqual([{ reference: 'app:1', digest: 'sha256:digest-of-app:1', imageId: null }]);
    expect(answer.plan.map(({ node, services }) => [node.name, services])).toEqual([
      ['n1', [{ kind: 'create', service: 'web', order: null, reasons: [] }]],
      ['n2', [{ kind: 'create', service: 'web', order: null, reasons: [] }]],
    ]);
    expect(await plane.ended(answer)).toMatchObject({ state: 'settled', reason: '', kind: 'deploy', startedBy: 'ci' });
    expect(plane.woken).toEqual(['n1', 'n2']);
    expect(await plane.desired('n2')).toEqual({ web: 'app:1' });
  });

  test('makes a numbered release current, and leaves events', async () => {
    await start();
    const first = await plane.deploy(webSpec('app:1'));
    await plane.ended(first);
    const second = await plane.deploy(webSpec('app:2'));
    await plane.ended(second);
    const { currentReleaseId } = await requireEnvironment(plane.store.db, NAMES);
    expect(await findRelease(plane.store.db, currentReleaseId ?? '')).toMatchObject({ number: 2, revision: 'abc123' });
    const events = await plane.store.db.selectFrom('events').select(['actor', 'action', 'subject']).execute();
    expect(events).toEqual(
      ['started', 'settled', 'started', 'settled'].map((what) => ({
        actor: what === 'started' ? 'ci' : 'control-plane',
        action: `deployment.${what}`,
        subject: 'environment acme/shop/production',
      })),
    );
    expect(await plane.store.db.selectFrom('deployment_nodes').selectAll().execute()).toEqual([]);
  });

  test('of what runs already ends at once and wakes nobody', async () => {
    await start({ n1: ['web'], n2: ['web'] });
    const first = await plane.deploy(webSpec('app:1'));
    await plane.ended(first);
    const revisions = [await plane.revision('n1'), await plane.revision('n2')];
    plane.woken.length = 0;
    const second = await plane.deploy(webSpec('app:1'));
    expect(second).toMatchObject({ isUnchanged: true, deployment: { state: 'settled' } });
    expect(second.deployment?.releaseId).toBe(first.deployment?.releaseId);
    expect(second.plan.map(({ change }) => change)).toEqual(['keep', 'keep']);
    expect([await plane.revision('n1'), await plane.revision('n2')]).toEqual(revisions);
    expect(plane.woken).toEqual([]);
    const rows = await plane.store.db.selectFrom('desired_environments').select('deployment_id').execute();
    expect(rows.map((row) => row.deployment_id)).toEqual([second.deployment?.id, second.deployment?.id]);
  });

  test('of what failed before is published again, so that it is tried anew', async () => {
    await start();
    plane.behaviours.set('n1', () => ({ settled: false, ready: false, failing: true, lastError: 'exit code 1' }));
    expect(await plane.ended(await plane.deploy(webSpec('app:1')))).toMatchObject({ state: 'failed' });
    plane.behaviours.delete('n1');
    const again = await plane.deploy(webSpec('app:1'));
    expect(again).toMatchObject({ isUnchanged: true, deployment: { state: 'running' } });
    expect(await plane.ended(again)).toMatchObject({ state: 'settled' });
    expect(plane.woken).toEqual(['n1', 'n1']);
  });

  test('removes what the spec no longer has', async () => {
    await start({ n1: ['web', 'worker'], n2: ['worker'] });
    const worker = aServiceSpec({ name: 'queue', role: 'worker' });
    await plane.ended(await plane.deploy(aSpec([aServiceSpec(), worker])));
    const answer = await plane.deploy(aSpec([aServiceSpec()]));
    expect(
      answer.plan.map(({ node, change, services }) => [node.name, change, services.map(({ kind }) => kind)]),
    ).toEqual([
      ['n1', 'publish', ['unchanged', 'remove']],
      ['n2', 'withdraw', ['remove']],
    ]);
    expect(await plane.ended(answer)).toMatchObject({ state: 'settled' });
    expect(await plane.desired('n2')).toEqual({});
  });

  test('answers the same request with the deployment it started', async () => {
    await start();
    const first = await plane.deploy(webSpec('app:1'), { requestToken: 'once' });
    const again = await plane.deploy(webSpec('app:1'), { requestToken: 'once' });
    expect(again.deployment?.id).toBe(first.deployment?.id);
    await plane.ended(first);
    const [third, fourth] = await Promise.all([
      plane.deploy(webSpec('app:2'), { requestToken: 'twice' }),
      plane.deploy(webSpec('app:2'), { requestToken: 'twice' }),
    ]);
    expect(third?.deployment?.id).toBe(fourth?.deployment?.id);
  });
});

describe('two deploys at once', () => {
  test('one wins, the other is told who is at it', async () => {
    await start();
    plane.deaf.add('n1');
    const results = await Promise.allSettled([plane.deploy(webSpec('app:1')), plane.deploy(webSpec('app:2'))]);
    const refused = results.filter((result) => result.status === 'rejected');
    expect(refused).toHaveLength(1);
    const id = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value.deployment?.id] : []))[0];
    expect(refused[0]?.reason).toMatchObject({
      code: 'deployment_in_progress',
      message: `a deploy of this environment is running: ${id}, started by ci at 2026-01-01T00:00:00.000Z`,
    });
    expect(await plane.store.db.selectFrom('releases').selectAll().execute()).toHaveLength(1);
  });

  test('a later one is refused before any node is asked for an image', async () => {
    await start();
    plane.deaf.add('n1');
    await plane.deploy(webSpec('app:1'));
    plane.tunnels.channels.length = 0;
    await expect(plane.deploy(webSpec('app:2'))).rejects.toMatchObject({ code: 'deployment_in_progress' });
    expect(plane.tunnels.channels).toEqual([]);
  });
});

describe('a deploy that cannot work', () => {
  const secretive = aServiceSpec({ secretRefs: [{ name: 'DATABASE_URL', secret: 'db_url' }] });
  const redis = aServiceSpec({ name: 'redis', role: 'worker' });
  const cases = [
    ['a missing secret', aSpec([secretive]), 'missing_secret', /^service web needs the secret db_url for DATABASE_URL/],
    ['a missing label', aSpec([redis]), 'no_matching_node', /none has the label worker$/],
    ['a missing image', aSpec([aServiceSpec({ image: null })]), 'image_missing', /^service web has no image/],
    [
      'another environment',
      aSpec(undefined, { environment: 'staging' }),
      'invalid_argument',
      /shop\/staging.*shop\/production/,
    ],
    [
      'a dependency elsewhere',
      aSpec([aServiceSpec({ dependsOn: [aDependency('redis', { condition: 'started' })] }), redis]),
      'dependency_not_on_node',
      /redis, which does not run on node n1 but on n2$/,
    ],
  ] as const;

  test.each(cases)('is refused for %s, and changes nothing', async (title, spec, code, message) => {
    await start(title === 'a dependency elsewhere' ? { n1: ['web'], n2: ['worker'] } : { n1: ['web'] });
    await plane.ended(await plane.deploy(webSpec('app:1')));
    const before = await plane.dump();
    const deploying = plane.deploy(spec);
    await expect(deploying).rejects.toMatchObject({ code });
    await expect(deploying).rejects.toThrow(message);
    expect(await plane.dump()).toEqual(before);
  });

  test('says everything that is wrong at once, with the commands that fix it', async () => {
    await start();
    await expect(plane.deploy(aSpec([secretive, redis]))).rejects.toMatchObject({
      code: 'no_matching_node',
      evidence: ['service web needs the secret db_url for DATABASE_URL, and it is not set'],
      nextActions: [
        'devopsellence node label add n1 --labels worker',
        'devopsellence secret set db_url --service web --stdin',
      ],
    });
  });

  test('is refused for an environment that does not exist, which does not come into being', async () => {
    await start({});
    const before = await plane.dump();
    await expect(plane.deploy()).rejects.toMatchObject({ code: 'no_nodes_attached' });
    expect(await plane.dump()).toEqual(before);
  });
});

describe('a dry run', () => {
  test('answers the plan that the deploy then carries out, and changes nothing', async () => {
    await start({ n1: ['web'], n2: ['web'] });
    await plane.ended(await plane.deploy(webSpec('app:1')));
    const before = await plane.dump();
    const dry = await plane.deploy(webSpec('app:2'), { dryRun: true, requestToken: '' });
    expect(dry.deployment).toBeNull();
    expect(await plane.dump()).toEqual(before);
    const real = await plane.deploy(webSpec('app:2'));
    expect(dry.plan.map(({ services }) => services)).toEqual(real.plan.map(({ services }) => services));
    expect(real.plan[0]?.services).toMatchObject([{ kind: 'replace', service: 'web', order: 'start-first' }]);
  });
});

describe('findings', () => {
  test('tell of ingress that nobody serves, shared volumes and offline nodes', async () => {
    await start({ n1: ['web'], n2: ['web'] });
    plane.fleet.connect(plane.idOf('n2'), 'offline');
    const web = aServiceSpec({
      ports: [{ name: 'http', port: 3000 }],
      volumes: [{ source: 'data', target: '/data' }],
    });
    const ingress = {
      hosts: ['shop.example'],
      rules: [{ host: 'shop.example', pathPrefix: '/', service: 'web', port: 'http' }],
      tls: { mode: 'off', email: null, caDirectoryUrl: null, caRootFile: null },
      redirectHttp: false,
    } as const;
    const { findings } = await plane.deploy(aSpec([web], { ingress }), { dryRun: true });
    expect(findings.map(({ severity, code }) => [severity, code])).toEqual([
      ['warning', 'ingress_not_served'],
      ['info', 'volume_start_first'],
      ['warning', 'node_offline'],
    ]);
  });
});

describe('apply', () => {
  test('publishes the current release with today’s labels and secrets', async () => {
    await start({ n1: ['web'], n2: [] });
    await plane.setSecret('db_url');
    const web = aServiceSpec({ secretRefs: [{ name: 'DATABASE_URL', secret: 'db_url' }] });
    const first = await plane.deploy(aSpec([web]));
    await plane.ended(first);
    await plane.label('n2', ['web']);
    await plane.setSecret('db_url', 'web');
    const applied = await plane.apply();
    expect(applied.deployment).toMatchObject({ kind: 'apply', releaseId: first.deployment?.releaseId });
    expect(applied.plan.map(({ node, services }) => [node.name, services[0]?.kind])).toEqual([
      ['n1', 'replace'],
      ['n2', 'create'],
    ]);
    expect(await plane.ended(applied)).toMatchObject({ state: 'settled' });
  });

  test('asks no node for images', async () => {
    await start();
    await plane.ended(await plane.deploy());
    plane.tunnels.channels.length = 0;
    await plane.apply();
    expect(plane.tunnels.channels).toEqual([]);
  });

  test('is refused where nothing was deployed', async () => {
    await start();
    await expect(plane.apply()).rejects.toMatchObject({ code: 'no_release' });
  });
});

describe('a node that is held', () => {
  test.each([
    ['deploy', () => plane.deploy(webSpec('app:3')), 'devopsellence deploy --take-back'],
    ['apply', () => plane.apply(), 'devopsellence apply --take-back'],
    ['rollback', () => plane.rollBack(), 'devopsellence release rollback 1 --take-back'],
    [
      'rollback with its task',
      () => plane.rollBack({ withTask: true }),
      'devopsellence release rollback 1 --with-task --take-back',
    ],
  ])('refuses a %s by its own command, with what it needs', async (_, again, command) => {
    await start();
    for (const image of ['app:1', 'app:2']) await plane.ended(await plane.deploy(webSpec(image)));
    await plane.store.db.updateTable('nodes').set({ held_at: 1 }).execute();
    plane.fleet.say(plane.idOf('n1'), { services: [aServiceStatus({ environmentId: 'another' })] });
    await expect(again()).rejects.toMatchObject({
      code: 'node_held',
      nextActions: expect.arrayContaining([expect.stringContaining(`${command}   #`)]),
    });
  });
});

describe('a deploy that is cancelled while images are resolved', () => {
  test('changes nothing', async () => {
    await start();
    plane.tunnels.scripts.set(plane.idOf('n1'), async function* (_, channel) {
      await channel.silence();
      yield closed();
    });
    const before = await plane.dump();
    const caller = new AbortController();
    const request = {
      environment: NAMES,
      spec: encodeSpec(webSpec('app:1')),
      revision: 'r',
      appImage: null,
      dryRun: false,
      takesBack: false,
      supersedes: false,
      requestToken: 't',
    };
    const deploying = plane.service.deploy(request, {
      actor: 'ci',
      scope: WHOLE_FLEET,
      correlationId: '',
      signal: caller.signal,
    });
    caller.abort();
    await expect(deploying).rejects.toMatchObject({ code: 'cancelled' });
    expect(await plane.dump()).toEqual(before);
  });
});
