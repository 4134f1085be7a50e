import { describe, expect, test } from 'vitest';
import type { DesiredService, DesiredState } from '../model/desired-state.js';
import type { PinnedImage } from '../model/image.js';
import type { Observation } from '../model/observation.js';
import {
  aContainer,
  aDefinition,
  aDependency,
  aHistory,
  anEnvironment,
  anExit,
  anImage,
  anObservation,
  aReadyHistory,
  aService,
  aWorker,
  desiring,
  ENVIRONMENT_ID,
  ofVersion,
  SLUG,
  START_OF_TIME,
  someTraits,
} from '../testing/builders.js';
import { preparedFor } from '../testing/prepared.js';
import { describeAction, describeWaiting } from './describe.js';
import { containerKey, imageKey, nameKey, networkKey } from './keys.js';
import { containerName } from './naming.js';
import { planActions } from './plan-actions.js';

const WEB = aService();
const WEB_2 = ofVersion(WEB, '2');
const WEB_3 = ofVersion(WEB, '3');
const WORKER = aWorker();
const WORKER_2 = ofVersion(WORKER, '2');
const REDIS = aService({ name: 'redis' });
const NOTHING_DESIRED: DesiredState = { nodeId: 'node-1', revision: 2, environments: [] };

/** Names without what all of them have in common and without hashes, which say nothing to a reader. */
function inWords(text: string): string {
  return [WEB, WEB_2, WEB_3, WORKER, WORKER_2, REDIS]
    .reduce((words, service) => {
      const version = service.definition.image.reference.split(':').at(-1) ?? '';
      return words.replaceAll(containerName(SLUG, service.name, service.hash), `${service.name}@${version}`);
    }, text)
    .replaceAll(SLUG, 'shop')
    .replaceAll('registry.example/shop/', '');
}

function told(
  desiredState: DesiredState,
  observation: Observation,
): { do: readonly string[]; wait: readonly string[] } {
  const plan = planActions({ desiredState, observation });
  return {
    do: plan.actions.map((action) => inWords(describeAction(action))),
    wait: plan.waiting.map((waiting) => `${waiting.service}: ${inWords(describeWaiting(waiting))}`),
  };
}

function plan(services: readonly DesiredService[], observation: Observation): ReturnType<typeof told> {
  return told(desiring(services), observation);
}

const old = (service: DesiredService) => [aContainer(service), aReadyHistory()] as const;
const startedAgo = (ms: number) => ({ startedAt: START_OF_TIME - ms });
const checked = (ok: boolean, consecutiveFailures = 0) => ({
  at: START_OF_TIME - 100,
  since: START_OF_TIME - 100,
  ok,
  detail: ok ? 'HTTP 200' : 'HTTP 503',
  consecutiveFailures,
});

describe('an empty node', () => {
  test('gets network, volumes and images before any container', () => {
    const worker = aWorker({ definition: aDefinition({ volumes: [{ name: `${SLUG}-data`, target: '/data' }] }) });
    expect(plan([WEB, worker], anObservation()).do).toEqual([
      'create network shop',
      'create volume shop-data',
      'pull image app:1',
    ]);
  });

  test('gets every container at once when nothing depends on another', () => {
    expect(plan([WEB, WORKER], preparedFor([WEB, WORKER])).do).toEqual([
      'create and start web@1',
      'create and start worker@1',
    ]);
  });

  test('pulls an image of several services once, and shows its progress to each', () => {
    const pull = imageKey(ENVIRONMENT_ID, WEB.definition.image);
    const inFlight = new Map([[pull, { startedAt: START_OF_TIME - 500, detail: '12 of 80 MB' }]]);
    const observation = preparedFor([], [], { inFlight });
    expect(plan([WEB, WORKER], observation)).toEqual({
      do: [],
      wait: ['web: waiting for image app:1 (12 of 80 MB)', 'worker: waiting for image app:1 (12 of 80 MB)'],
    });
  });
});

describe('an image that several environments need', () => {
  const pullsOf = (image: PinnedImage) => {
    const services = [aService({ definition: aDefinition({ image }) })];
    const environments = ['env-1', 'env-2'].map((id) => anEnvironment({ id, slug: `${SLUG}-${id}`, services }));
    const { actions } = planActions({
      desiredState: { ...NOTHING_DESIRED, environments },
      observation: anObservation(),
    });
    return actions.filter((action) => action.kind === 'pullImage').map(({ environmentId }) => environmentId);
  };

  test('is pulled by each from its registry, which may give it to one and not to the other', () => {
    expect(pullsOf(anImage())).toEqual(['env-1', 'env-2']);
  });

  test('is fetched once from the control plane', () => {
    const uploaded = { digest: null, imageId: 'sha256:1', manifest: 'sha256:2' };
    expect(pullsOf(anImage('app:1', uploaded))).toEqual(['env-1']);
  });
});

describe('dependencies', () => {
  const web = { ...WEB, dependsOn: [aDependency('redis')] };

  test.each([
    { redis: 'is not created yet', seen: [], detail: 'not created yet' },
    {
      redis: 'is not ready yet',
      seen: [[aContainer(REDIS, startedAgo(900)), aHistory({ ...startedAgo(900), probe: checked(false, 1) })] as const],
      detail: 'not ready yet (HTTP 503)',
    },
    { redis: 'has not been checked yet', seen: [[aContainer(REDIS), null] as const], detail: 'not ready yet' },
    {
      redis: 'was stopped',
      seen: [[aContainer(REDIS, { state: 'exited' }), null] as const],
      detail: 'not started yet',
    },
  ])('keep a service waiting that depends on redis while that $redis', ({ seen, detail }) => {
    const { do: actions, wait } = plan([REDIS, web], preparedFor([REDIS, web], seen));
    expect(actions).not.toContain('create and start web@1');
    expect(wait).toContain(`web: waiting on redis: ${detail}`);
  });

  test('that are ready let a service be created', () => {
    expect(plan([REDIS, web], preparedFor([REDIS, web], [old(REDIS)])).do).toEqual(['create and start web@1']);
  });

  test('that only have to be started let a service be created before they are ready', () => {
    const early = { ...WEB, dependsOn: [aDependency('redis', { condition: 'started' })] };
    const seen = [[aContainer(REDIS, startedAgo(100)), aHistory(startedAgo(100))] as const];
    expect(plan([REDIS, early], preparedFor([REDIS, early], seen)).do).toEqual(['create and start web@1']);
  });

  test('that are being replaced keep a new container waiting for the new one of them', () => {
    const redis2 = ofVersion(REDIS, '2');
    const observation = preparedFor([redis2, web], [old(REDIS)]);
    expect(plan([redis2, web], observation).wait).toContain('web: waiting on redis: not created yet');
  });

  test('that are being replaced keep a new container waiting until the new one of them is found by name', () => {
    const redis2 = ofVersion(REDIS, '2');
    const history = aReadyHistory({ ...startedAgo(1_000), readySince: START_OF_TIME - 500 });
    const isReady = (isNamed: boolean) => [aContainer(redis2, { ...startedAgo(1_000), isNamed }), history] as const;
    const exited = [aContainer(REDIS, { state: 'exited' }), aHistory({ consecutiveExits: 5 })] as const;
    for (const before of [old(REDIS), exited]) {
      const { do: actions, wait } = plan([redis2, web], preparedFor([redis2, web], [before, isReady(false)]));
      expect(actions).not.toContain('create and start web@1');
      expect(wait).toContain('web: waiting on redis: ready, but not found by its name yet');
    }
    expect(plan([redis2, web], preparedFor([redis2, web], [isReady(true)])).do).toEqual(['create and start web@1']);
  });

  test('that are being replaced let a container that exists be started again beside the old one of them', () => {
    const redis2 = ofVersion(REDIS, '2');
    const exited = [aContainer(web, { state: 'exited' }), null] as const;
    expect(plan([redis2, web], preparedFor([redis2, web], [old(REDIS), exited])).do).toContain('start web@1');
  });

  test('that turn unready leave a running service alone', () => {
    const unready = [
      aContainer(REDIS),
      aHistory({ readyInThisRun: true, wasReady: true, probe: checked(false, 9) }),
    ] as const;
    expect(plan([REDIS, web], preparedFor([REDIS, web], [unready, old(web)])).do).toEqual([]);
  });

  test('that are not on the node are said to be missing', () => {
    expect(plan([web], preparedFor([web])).wait).toEqual(['web: waiting on redis: not on this node']);
  });
});

/** A container that was taken off its network, and not put back. */
function lost(service: DesiredService) {
  return [aContainer(service, { ...startedAgo(4_000), address: null, isNamed: false }), aReadyHistory()] as const;
}

describe('start-first', () => {
  test('touches nothing old before the image of the new one is there', () => {
    expect(plan([WEB_2], preparedFor([], [old(WEB)])).do).toEqual(['pull image app:2']);
  });

  test('creates the new one beside the old one', () => {
    expect(plan([WEB_2], preparedFor([WEB_2], [old(WEB)])).do).toEqual(['create and start web@2']);
  });

  test.each([
    { when: 'has not been checked', history: aHistory(startedAgo(2_000)), wait: 'waiting for web@2 to be ready' },
    {
      when: 'was just ready',
      history: aReadyHistory({ ...startedAgo(4_000), readySince: START_OF_TIME - 2_999 }),
      wait: 'web@2 is ready, and stable once it has been for 3 s',
    },
    {
      when: 'was ready for long but failed its last check',
      history: aReadyHistory({ ...startedAgo(4_000), readySince: START_OF_TIME - 3_500, probe: checked(false, 1) }),
      wait: 'waiting for web@2 to be ready (HTTP 503)',
    },
  ])('keeps the old one while the new one $when', ({ history, wait }) => {
    const observation = preparedFor([WEB_2], [old(WEB), [aContainer(WEB_2, startedAgo(4_000)), history]]);
    expect(plan([WEB_2], observation)).toEqual({ do: [], wait: [`web: ${wait}`] });
  });

  test('lets nobody find the new one by name while the old one has the name', () => {
    const created = (observation: Observation) =>
      planActions({ desiredState: desiring([WEB_2]), observation }).actions.map(
        (action) => action.kind === 'createContainer' && action.isNamed,
      );
    expect(created(preparedFor([WEB_2], [old(WEB)]))).toEqual([false]);
    expect(created(preparedFor([WEB_2]))).toEqual([true]);
    const [network] = preparedFor([WEB_2]).networks;
    const networks = network === undefined ? [] : [{ ...network, keepsAddresses: false }];
    expect(created(preparedFor([WEB_2], [old(WEB)], { networks }))).toEqual([true]);
  });

  test('gives the new one the name when it has been ready for as long as is asked, and the old one stays until then', () => {
    const history = aReadyHistory({ ...startedAgo(4_000), readySince: START_OF_TIME - 3_000 });
    const nameless = aContainer(WEB_2, { ...startedAgo(4_000), isNamed: false });
    const observation = preparedFor([WEB_2], [old(WEB), [nameless, history]]);
    expect(plan([WEB_2], observation)).toEqual({
      do: ['give web@2 the name web on its network'],
      wait: ['web: waiting for web@2 to be found by name'],
    });
    const inFlight = new Map([[nameKey(nameless.name), { startedAt: START_OF_TIME, detail: '' }]]);
    expect(plan([WEB_2], { ...observation, inFlight }).do).toEqual([]);
  });

  test('gives a ready one the name at once where nobody else serves under it', () => {
    const nameless = aContainer(WEB_2, { ...startedAgo(1_000), isNamed: false });
    const history = aReadyHistory({ ...startedAgo(1_000), readySince: START_OF_TIME - 500 });
    const exited = [aContainer(WEB, { state: 'exited' }), aHistory({ consecutiveExits: 5 })] as const;
    const give = 'give web@2 the name web on its network';
    expect(plan([WEB_2], preparedFor([WEB_2], [[nameless, history]])).do).toEqual([give]);
    expect(plan([WEB_2], preparedFor([WEB_2], [[nameless, history], exited])).do).toContain(give);
  });

  test('leaves the old ones that are not found by name as they are while one that serves is', () => {
    const nameless = (service: DesiredService, readySince: number) =>
      [aContainer(service, { isNamed: false }), aReadyHistory({ readySince: START_OF_TIME - readySince })] as const;
    const history = aReadyHistory({ ...startedAgo(2_000), readySince: START_OF_TIME - 1_500 });
    const young = [aContainer(WEB_2, startedAgo(2_000)), history] as const;
    expect(plan([WEB_2], preparedFor([WEB_2], [young, nameless(WEB, 9_000)])).do).toEqual([]);
    const named = [aContainer(WEB), aReadyHistory({ readySince: START_OF_TIME - 5_000 })] as const;
    const observation = preparedFor([WEB_2], [named, nameless(ofVersion(WEB, '3'), 9_000)]);
    expect(plan([WEB_2], observation).do.toSorted()).toEqual(['create and start web@2', 'remove web@3 within 10 s']);
  });

  test('gives the old one its name back when the new one fails', () => {
    const failed = [aContainer(WEB_2, { state: 'exited' }), aHistory({ consecutiveExits: 3 })] as const;
    const nameless = [aContainer(WEB, { isNamed: false }), aReadyHistory()] as const;
    expect(plan([WEB_2], preparedFor([WEB_2], [failed, nameless])).do).toEqual([
      'give web@1 the name web on its network',
    ]);
  });

  test.each([
    {
      which: 'a new one without a name',
      seen: [old(WEB), lost(WEB_2)],
      sentence: 'put web@2 on its network without a name',
    },
    { which: 'a lone one with its name', seen: [lost(WEB_2)], sentence: 'give web@2 the name web on its network' },
  ])('puts a container back that was left off its network: $which', ({ seen, sentence }) => {
    expect(plan([WEB_2], preparedFor([WEB_2], seen)).do).toEqual([sentence]);
  });

  test('leaves a standalone service alone that the engine is to start again, and that has no address until then', () => {
    const search = aWorker({ name: 'search', definition: aDefinition({ standalone: someTraits() }) });
    const restarting = [aContainer(search, { address: null }), aHistory({ consecutiveExits: 9 })] as const;
    expect(plan([search], preparedFor([search], [restarting])).do).toEqual([]);
  });

  test('lets the old one give up the name before it is removed, where it has it', () => {
    const history = aReadyHistory({ ...startedAgo(4_000), readySince: START_OF_TIME - 3_000 });
    const leaves = (isNamed: boolean) => {
      const seen = [
        [aContainer(WEB, { isNamed }), aReadyHistory()],
        [aContainer(WEB_2, startedAgo(4_000)), history],
      ] as const;
      const { actions } = planActions({ desiredState: desiring([WEB_2]), observation: preparedFor([WEB_2], seen) });
      return actions.map((action) => action.kind === 'removeContainer' && action.leaves);
    };
    expect(leaves(true)).toEqual([{ network: SLUG, address: '172.20.0.2' }]);
    expect(leaves(false)).toEqual([null]);
  });

  test('removes the old one when the new one has been ready for as long as is asked', () => {
    const history = aReadyHistory({ ...startedAgo(4_000), readySince: START_OF_TIME - 3_000 });
    const observation = preparedFor([WEB_2], [old(WEB), [aContainer(WEB_2, startedAgo(4_000)), history]]);
    expect(plan([WEB_2], observation).do).toEqual(['remove web@1 within 10 s']);
  });

  test('counts a check of an earlier run for nothing', () => {
    const restarted = [aContainer(WEB_2, startedAgo(50)), aReadyHistory(startedAgo(9_000))] as const;
    expect(plan([WEB_2], preparedFor([WEB_2], [old(WEB), restarted])).do).toEqual([]);
  });

  test('starts an old one again that exits before the new one is ready', () => {
    const exited = [aContainer(WEB, { state: 'exited' }), aHistory({ wasReady: true })] as const;
    expect(plan([WEB_2], preparedFor([], [exited])).do).toEqual(['pull image app:2', 'start web@1']);
  });

  test('does not rely on a new one that the engine may just be stopping', () => {
    const history = aReadyHistory({ ...startedAgo(9_000), readySince: START_OF_TIME - 8_000 });
    const seen = [old(WEB), [aContainer(WEB_2, startedAgo(9_000)), history] as const];
    const inFlight = new Map([[containerKey(aContainer(WEB_2).name), { startedAt: START_OF_TIME, detail: '' }]]);
    expect(plan([WEB_2], preparedFor([WEB_2], seen, { inFlight })).do).toEqual([]);
  });
});

describe('stop-first', () => {
  test('keeps the old one until image and dependencies of the new one are there', () => {
    const worker2 = { ...WORKER_2, dependsOn: [aDependency('redis')] };
    expect(plan([WORKER_2], preparedFor([], [old(WORKER)])).do).toEqual(['pull image app:2']);
    expect(plan([REDIS, worker2], preparedFor([REDIS, worker2], [old(WORKER)])).do).toEqual([
      'create and start redis@1',
    ]);
  });

  test('stops the old one, keeps it, and only then creates the new one', () => {
    expect(plan([WORKER_2], preparedFor([WORKER_2], [old(WORKER)])).do).toEqual(['stop worker@1 within 10 s']);
    const stopped = [aContainer(WORKER, { state: 'exited' }), aHistory({ wasReady: true })] as const;
    expect(plan([WORKER_2], preparedFor([WORKER_2], [stopped])).do).toEqual(['create and start worker@2']);
  });

  test('does not create the new one while the engine is at work on another one', () => {
    const inFlight = new Map([[containerKey(aContainer(WORKER).name), { startedAt: START_OF_TIME, detail: '' }]]);
    expect(plan([WORKER_2], preparedFor([WORKER_2], [], { inFlight }))).toEqual({
      do: [],
      wait: ['worker: waiting for worker@2 to start'],
    });
  });

  test('starts the old one again when the new one fails', () => {
    const crashed = [aContainer(WORKER_2, { state: 'exited' }), aHistory({ consecutiveExits: 3 })] as const;
    const stopped = [aContainer(WORKER, { state: 'exited' }), aHistory({ wasReady: true })] as const;
    expect(plan([WORKER_2], preparedFor([WORKER_2], [crashed, stopped])).do).toEqual(['start worker@1']);
  });
});

describe('a service that an operator stopped', () => {
  const stopped = { ...WORKER, isStopped: true as const };

  test('is not stopped yet while it is being started', () => {
    const exited = aContainer(WORKER, { state: 'exited' });
    const inFlight = new Map([[containerKey(exited.name), { startedAt: START_OF_TIME, detail: '' }]]);
    const observation = { ...preparedFor([stopped], [[exited, null]]), inFlight };
    expect(plan([stopped], observation)).toEqual({ do: [], wait: ['worker: waiting for worker@1 to be stopped'] });
  });

  test('is stopped, and its container kept', () => {
    expect(plan([stopped], preparedFor([stopped], [old(WORKER)])).do).toEqual(['stop worker@1 within 10 s']);
    const ended = [aContainer(WORKER, { state: 'exited' }), aHistory({ wasReady: true })] as const;
    expect(plan([stopped], preparedFor([stopped], [ended]))).toEqual({ do: [], wait: [] });
  });

  test('is not created, and nothing is fetched for it', () => {
    expect(plan([stopped], anObservation())).toEqual({ do: [], wait: [] });
  });

  test('stops whichever of its containers runs, and goes back to none', () => {
    const crashed = [aContainer(WORKER_2, { state: 'exited' }), aHistory({ consecutiveExits: 3 })] as const;
    const next = { ...WORKER_2, isStopped: true as const };
    expect(plan([next], preparedFor([next], [crashed, old(WORKER)])).do).toEqual(['stop worker@1 within 10 s']);
  });

  test('starts again in the same container', () => {
    const ended = [aContainer(WORKER, { state: 'exited' }), aHistory({ wasReady: true })] as const;
    expect(plan([WORKER], preparedFor([WORKER], [ended])).do).toEqual(['start worker@1']);
  });
});

describe('a new container that fails', () => {
  const overdue = aHistory({ ...startedAgo(5_000), probe: checked(false, 5) });
  const failed = [aContainer(WEB_2, startedAgo(5_000)), overdue] as const;

  test('is stopped, kept, and given up for this deployment', () => {
    const input = { desiredState: desiring([WEB_2]), observation: preparedFor([WEB_2], [old(WEB), failed]) };
    const { actions, rejections } = planActions(input);
    expect(actions.map((action) => inWords(describeAction(action)))).toEqual(['stop web@2 within 10 s']);
    expect(rejections).toEqual([
      { containerId: failed[0].id, deploymentId: 'deployment-1', reason: 'not ready within 5 s: HTTP 503' },
    ]);
  });

  test('is not given up before its time, nor by an agent that has not looked often enough', () => {
    const early = [aContainer(WEB_2, startedAgo(4_999)), { ...overdue, ...startedAgo(4_999) }] as const;
    const unseen = [failed[0], { ...overdue, probe: checked(false, 1) }] as const;
    expect(plan([WEB_2], preparedFor([WEB_2], [old(WEB), early])).do).toEqual([]);
    expect(plan([WEB_2], preparedFor([WEB_2], [old(WEB), unseen])).do).toEqual([]);
  });

  test('and was given up is left alone while the deployment is the same', () => {
    const rejected = aHistory({ rejected: 'HTTP 503', rejectedIn: 'deployment-1' });
    const observation = preparedFor([WEB_2], [old(WEB), [aContainer(WEB_2, { state: 'exited' }), rejected]]);
    expect(plan([WEB_2], observation)).toEqual({ do: [], wait: [] });
  });

  test('and was given up makes room for a fresh one in a later deployment', () => {
    const rejected = aHistory({ rejected: 'HTTP 503', rejectedIn: 'deployment-0' });
    const observation = preparedFor([WEB_2], [old(WEB), [aContainer(WEB_2, { state: 'exited' }), rejected]]);
    expect(plan([WEB_2], observation).do).toEqual(['remove web@2 within 10 s']);
  });

  test('and was given up is removed when another definition is desired', () => {
    const rejected = aHistory({ rejected: 'HTTP 503', rejectedIn: 'deployment-0' });
    const observation = preparedFor([WEB_3], [old(WEB), [aContainer(WEB_2, { state: 'exited' }), rejected]]);
    expect(plan([WEB_3], observation).do).toEqual(['remove web@2 within 10 s', 'create and start web@3']);
  });

  test('is never given up when there is none to go back to', () => {
    const exits = [anExit({ at: START_OF_TIME - 100 })];
    const crashed = [aContainer(WEB, { state: 'exited' }), aHistory({ consecutiveExits: 4, exits })] as const;
    expect(plan([WEB], preparedFor([WEB], [crashed])).wait[0]).toMatch(
      /^web: trying again at .* after 4 failures: web@1/,
    );
    const rested = { ...preparedFor([WEB], [crashed]), at: START_OF_TIME + 1_900 };
    expect(plan([WEB], rested).do).toEqual(['start web@1']);
  });

  test('to be created three times is given up, unless it was the engine that was away', () => {
    const backoff = { attempts: 3, retryAt: START_OF_TIME + 4_000, message: 'exec format error' };
    const key = containerKey(aContainer(WORKER_2).name);
    const stopped = [aContainer(WORKER, { state: 'exited' }), aHistory({ wasReady: true })] as const;
    const refused = (code: string) =>
      preparedFor([WORKER_2], [stopped], { backoffs: new Map([[key, { ...backoff, code }]]) });
    expect(plan([WORKER_2], refused('engine_failed')).do).toEqual(['start worker@1']);
    expect(plan([WORKER_2], refused('engine_unavailable')).do).toEqual([]);
  });
});

describe('a container that exited', () => {
  test('is started again at once the first time', () => {
    const exits = [anExit({ exitCode: 137 })];
    const killed = [aContainer(WEB, { state: 'exited' }), aReadyHistory({ consecutiveExits: 1, exits })] as const;
    expect(plan([WEB], preparedFor([WEB], [killed])).do).toEqual(['start web@1']);
  });

  test('is started again once it has rested, and the planner is woken for it', () => {
    const exits = [anExit()];
    const crashed = [aContainer(WEB, { state: 'exited' }), aHistory({ consecutiveExits: 2, exits })] as const;
    const observation = preparedFor([WEB], [crashed]);
    const { actions, wakeAt } = planActions({ desiredState: desiring([WEB]), observation });
    expect(actions).toEqual([]);
    expect(wakeAt).toBeGreaterThanOrEqual(START_OF_TIME + 400);
    const later = { ...observation, at: wakeAt ?? 0 };
    expect(plan([WEB], later).do).toEqual(['start web@1']);
  });

  test('but runs unready is left running', () => {
    const unready = [
      aContainer(WEB),
      aHistory({ readyInThisRun: true, wasReady: true, probe: checked(false, 9) }),
    ] as const;
    expect(plan([WEB], preparedFor([WEB], [unready])).do).toEqual([]);
  });
});

describe('what is no longer desired', () => {
  test('is removed, and the network when nothing is left on it', () => {
    const seen = [old(WEB), old(WORKER)];
    expect(told(NOTHING_DESIRED, preparedFor([], seen)).do).toEqual([
      'remove web@1 within 10 s',
      'remove worker@1 within 10 s',
    ]);
    expect(told(NOTHING_DESIRED, preparedFor([])).do).toEqual(['remove network shop']);
  });

  test('leaves the network while anything is attached to it or a stopped container is left', () => {
    const attached = [{ id: 'n', name: SLUG, environmentId: ENVIRONMENT_ID, attached: 1, keepsAddresses: true }];
    expect(told(NOTHING_DESIRED, preparedFor([], [], { networks: attached })).do).toEqual([]);
    const stopped = [aContainer(WEB, { state: 'exited' }), null] as const;
    expect(told(NOTHING_DESIRED, preparedFor([], [stopped])).do).toEqual(['remove web@1 within 10 s']);
  });

  test('stays while a service of its environment is being replaced that may still need it', () => {
    const observation = preparedFor([WEB_2], [old(WEB), old(REDIS)]);
    expect(plan([WEB_2], observation)).toEqual({
      do: ['create and start web@2'],
      wait: ['web: waiting for web@2 to start', 'redis: waiting for redis@1 to be stopped'],
    });
  });

  test('goes at once when it is a standalone service, whatever becomes of the release', () => {
    const search = aWorker({ name: 'search', definition: aDefinition({ standalone: someTraits() }) });
    const crashed = [aContainer(WEB, { state: 'exited' }), aHistory({ consecutiveExits: 9 })] as const;
    expect(plan([WEB], preparedFor([WEB], [crashed, old(search)])).do).toEqual([
      expect.stringMatching(/^remove shop-search-/),
    ]);
  });

  test('goes although a standalone service does not come up, which has no part in a deployment', () => {
    const definition = aDefinition({ standalone: someTraits() });
    const search = aWorker({ name: 'search', definition });
    const crashed = [aContainer(search, { state: 'exited' }), aHistory({ consecutiveExits: 9 })] as const;
    const observation = preparedFor([WEB, search], [old(WEB), old(REDIS), crashed]);
    expect(plan([WEB, search], observation).do).toContain('remove redis@1 within 10 s');
  });

  describe('and depends on another', () => {
    const [redis, web] = [old(REDIS), old({ ...WEB, dependsOn: [aDependency('redis')] })];
    const exited = [aContainer({ ...WEB, dependsOn: [aDependency('redis')] }, { state: 'exited' }), null] as const;

    test('goes first, and the other says what it waits for, and since when', () => {
      const observation = preparedFor([], [redis, web], {
        inFlight: new Map([[containerKey(web[0].name), { startedAt: START_OF_TIME - 700, detail: '' }]]),
      });
      expect(told(NOTHING_DESIRED, preparedFor([], [redis, web]))).toEqual({
        do: ['remove web@1 within 10 s'],
        wait: ['web: waiting for web@1 to be stopped', 'redis: waiting for web, which depends on it, to stop first'],
      });
      const { actions, waiting } = planActions({ desiredState: NOTHING_DESIRED, observation });
      expect(actions).toEqual([]);
      expect(waiting).toContainEqual(
        expect.objectContaining({ reason: 'dependant', dependant: 'web', since: START_OF_TIME - 700 }),
      );
    });

    test('has gone, for its dependency, once it runs no more', () => {
      expect(told(NOTHING_DESIRED, preparedFor([], [redis, exited])).do).toEqual([
        'remove redis@1 within 10 s',
        'remove web@1 within 10 s',
      ]);
    });

    test('may still be started by what the engine was asked before, and goes first all the same', () => {
      const inFlight = new Map([[containerKey(exited[0].name), { startedAt: START_OF_TIME, detail: '' }]]);
      expect(told(NOTHING_DESIRED, preparedFor([], [redis, exited], { inFlight })).do).toEqual([]);
    });

    test('waits for nothing where labels make a circle', () => {
      const circle = [old({ ...REDIS, dependsOn: [aDependency('web')] }), web];
      expect(told(NOTHING_DESIRED, preparedFor([], circle)).do).toEqual([
        'remove redis@1 within 10 s',
        'remove web@1 within 10 s',
      ]);
    });

    test('holds up nothing while it is desired: what it depends on now is in the desired state', () => {
      expect(plan([WEB], preparedFor([WEB], [redis, web])).do).toEqual(['remove redis@1 within 10 s']);
    });
  });

  test('leaves volumes', () => {
    const observation = anObservation({ volumes: [`${SLUG}-data`] });
    expect(told(NOTHING_DESIRED, observation).do).toEqual([]);
  });
});

describe('an action that failed', () => {
  test('rests until its time and wakes the planner then', () => {
    const backoff = { attempts: 2, retryAt: START_OF_TIME + 500, code: 'engine_failed', message: 'no address left' };
    const backoffs = new Map([[networkKey(SLUG), backoff]]);
    const observation = preparedFor([WEB], [], { networks: [], backoffs });
    const { actions, waiting, wakeAt } = planActions({ desiredState: desiring([WEB]), observation });
    expect(actions).toEqual([]);
    expect(waiting.map((each) => each.reason)).toEqual(['backoff', 'start']);
    expect(wakeAt).toBe(START_OF_TIME + 500);
    expect(plan([WEB], { ...observation, at: START_OF_TIME + 500 }).do).toEqual(['create network shop']);
  });
});
