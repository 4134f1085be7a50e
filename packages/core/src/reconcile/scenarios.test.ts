import { expect, test } from 'vitest';
import { CRASHING, NEVER_READY } from '../testing/behaviour.js';
import { aDefinition, aDependency, aReadiness, aService, aWorker, desiring, ofVersion } from '../testing/builders.js';
import { narrate } from '../testing/narrate.js';
import { runFor, runUntilSettled, World } from '../testing/world.js';

const WEB = aService();
const WEB_2 = ofVersion(WEB, '2');
const WORKER = aWorker();
const WORKER_2 = ofVersion(WORKER, '2');
const REDIS = aWorker({
  name: 'redis',
  definition: aDefinition({ volumes: [{ name: 'shop-production-abc123-data', target: '/data' }] }),
  readiness: aReadiness({ check: { kind: 'command', command: ['redis-cli', 'ping'] } }),
});

const SECOND = { deploymentId: 'deployment-2', releaseId: 'release-2' };

/** What happened in the world after it had settled, told from the first event on. */
function story(world: World, events: () => void): string {
  if (!runUntilSettled(world)) throw new RangeError('the world to begin with does not settle');
  const { now } = world;
  const told = world.passes.length;
  events();
  return narrate(world.passes.slice(told), now);
}

const SCENARIOS = {
  'first-deploy-with-a-dependency': () => {
    const world = new World(desiring([REDIS, { ...WEB, dependsOn: [aDependency('redis')] }]));
    runUntilSettled(world);
    return narrate(world.passes, world.passes[0]?.observation.at ?? 0);
  },
  'good-release-start-first': () => {
    const world = new World(desiring([WEB]));
    return story(world, () => {
      world.desire(desiring([WEB_2], SECOND));
      runUntilSettled(world);
    });
  },
  'release-that-is-never-ready': () => {
    const world = new World(desiring([WEB]), { behaviours: { [WEB_2.hash]: NEVER_READY } });
    return story(world, () => {
      world.desire(desiring([WEB_2], SECOND));
      runUntilSettled(world);
    });
  },
  'crashing-worker-goes-back-to-the-one-before': () => {
    const world = new World(desiring([WORKER]), { behaviours: { [WORKER_2.hash]: CRASHING } });
    return story(world, () => {
      world.desire(desiring([WORKER_2], SECOND));
      runUntilSettled(world);
    });
  },
  'first-release-that-crashes-is-tried-on-and-on': () => {
    const world = new World(desiring([WEB]), { behaviours: { [WEB.hash]: CRASHING } });
    const { now } = world;
    runFor(world, 20_000);
    return narrate(world.passes, now);
  },
  'image-that-does-not-exist': () => {
    const world = new World(desiring([WORKER]), { failingPulls: { 'registry.example/shop/app:2': 99 } });
    return story(world, () => {
      world.desire(desiring([WORKER_2], SECOND));
      runFor(world, 12_000);
    });
  },
  'reboot-starts-dependencies-first': () => {
    const world = new World(desiring([REDIS, { ...WEB, dependsOn: [aDependency('redis')] }]));
    return story(world, () => {
      world.restartEngine();
      world.restartAgent();
      runUntilSettled(world);
    });
  },
  'service-taken-out-of-the-release': () => {
    const world = new World(desiring([WEB, WORKER]));
    return story(world, () => {
      world.desire(desiring([WEB_2], SECOND));
      runUntilSettled(world);
    });
  },
  'environment-taken-off-the-node': () => {
    const world = new World(desiring([WEB, WORKER]));
    return story(world, () => {
      world.desire({ ...desiring([]), environments: [] });
      runUntilSettled(world);
    });
  },
  'environment-with-dependencies-taken-off-the-node': () => {
    const world = new World(desiring([REDIS, { ...WEB, dependsOn: [aDependency('redis')] }]));
    return story(world, () => {
      world.desire({ ...desiring([]), environments: [] });
      runUntilSettled(world);
    });
  },
  'dependency-replaced-under-a-service-that-runs': () => {
    const dependant = { ...WEB, dependsOn: [aDependency('redis')] };
    const world = new World(desiring([REDIS, dependant]));
    return story(world, () => {
      world.desire(desiring([ofVersion(REDIS, '2'), dependant], SECOND));
      runUntilSettled(world);
    });
  },
  'release-deployed-again-after-it-failed': () => {
    const world = new World(desiring([WEB]), { behaviours: { [WEB_2.hash]: NEVER_READY } });
    return story(world, () => {
      world.desire(desiring([WEB_2], SECOND));
      runUntilSettled(world);
      world.desire(desiring([WEB_2], { ...SECOND, deploymentId: 'deployment-3' }));
      runFor(world, 2_000);
    });
  },
} as const;

test.each(Object.entries(SCENARIOS))('%s', async (name, tell) => {
  await expect(tell()).toMatchFileSnapshot(`./scenarios/${name}.txt`);
});
