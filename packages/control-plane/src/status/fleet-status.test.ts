import { aServiceSpec, aServiceStatus, aSpec } from '@devopsellence/core/testing';
import { MAX_MESSAGE_BYTES, OPERATOR } from '@devopsellence/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WHOLE_FLEET } from '../access/scope.js';
import { NAMES, TestControlPlane } from '../deploy/testing/control-plane.js';
import { attachNode, ensureEnvironment, requireEnvironment } from '../store/index.js';
import type { FleetFilter } from './fleet-filter.js';
import { fleetStatus } from './fleet-status.js';

let plane: TestControlPlane;

const ALL: FleetFilter = { label: '', environment: '', node: '', state: '' };

beforeEach(async () => {
  plane = await TestControlPlane.create({ n1: ['web', 'worker'], n2: ['web'], n3: ['web'] });
  const queue = aServiceSpec({ name: 'queue', role: 'worker' });
  plane.behaviours.set('n2', () => ({ state: 'unhealthy', ready: false }));
  await plane.ended(await plane.deploy(aSpec([aServiceSpec(), queue])));
  plane.fleet.connect(plane.idOf('n3'), 'offline');
});

afterEach(() => plane.close());

async function fleet(filter: Partial<FleetFilter> = {}) {
  const status = await fleetStatus(
    plane.store.db,
    { ...ALL, ...filter },
    { fleet: plane.fleet, waitingOf: () => [], scope: WHOLE_FLEET },
  );
  const names = (status.nodes ?? []).map(({ node }) => node?.name);
  return { ...status, names };
}

describe('the status of the fleet', () => {
  test('counts nodes and services; what is on an offline node is unknown', async () => {
    const { summary, names } = await fleet();
    expect(names).toEqual(['n1', 'n2', 'n3']);
    expect(summary).toEqual({ online: 2, stale: 0, offline: 1, services: { running: 2, unhealthy: 1, unknown: 1 } });
  });

  test('shows every service under its environment, and none on an offline node as ready', async () => {
    const { nodes = [] } = await fleet();
    expect(nodes[0]?.services).toMatchObject([
      { environment: NAMES, status: { name: 'queue', ready: true } },
      { environment: NAMES, status: { name: 'web', ready: true } },
    ]);
    expect(nodes[2]?.services).toMatchObject([{ status: { name: 'web', ready: false, settled: false } }]);
  });

  test('shows every environment with its newest deployment and how many nodes it has', async () => {
    await plane.store.transaction(async (trx) => {
      const names = { organization: 'acme', project: 'shop', environment: 'staging' };
      const environment = await ensureEnvironment(trx, names, 0);
      await attachNode(trx, { nodeId: plane.idOf('n1'), environmentId: environment.id, at: 0 });
    });
    const { environments } = await fleet();
    expect(environments).toMatchObject([
      { environment: NAMES, nodes: 3, deployment: { state: 'DEPLOYMENT_STATE_SETTLED', revision: 'abc123' } },
      { environment: { environment: 'staging' }, nodes: 1, deployment: null },
    ]);
    expect((await fleet({ environment: 'staging' })).names).toEqual(['n1']);
  });

  test.each([
    [{ label: 'worker' }, ['n1']],
    [{ node: 'n2' }, ['n2']],
    [{ state: 'offline' }, ['n3']],
    [{ state: 'unknown' }, ['n3']],
    [{ state: 'unhealthy' }, ['n2']],
    [{ state: 'running' }, ['n1']],
    [{ environment: 'production' }, ['n1', 'n2', 'n3']],
    [{ environment: 'shop/production', label: 'worker' }, ['n1']],
    [{ environment: 'staging' }, []],
  ])('narrows by %o', async (filter, expected) => {
    expect((await fleet(filter)).names).toEqual(expected);
  });

  test('names the states there are when one is unknown', async () => {
    await expect(fleet({ state: 'runing' })).rejects.toMatchObject({
      code: 'invalid_argument',
      reason: 'did you mean running?',
    });
  });

  test('shows those that need attention when not all nodes fit into a message, and counts all', async () => {
    const { id: environmentId } = await requireEnvironment(plane.store.db, NAMES);
    const services = Array.from({ length: 200 }, (_, index) => aServiceStatus({ environmentId, name: `s${index}` }));
    for (let index = 0; index < 60; index += 1) {
      await plane.addNode(`more-${index}`, ['web']);
      plane.fleet.say(plane.idOf(`more-${index}`), { services });
    }
    const status = await fleet();
    expect(status.summary).toMatchObject({ online: 62, offline: 1 });
    expect(status.names).toEqual(expect.arrayContaining(['n3']));
    expect(status.names.length).toBeLessThan(40);
    const { GetFleetStatus } = OPERATOR;
    expect(GetFleetStatus.responseSerialize(status).length).toBeLessThan(MAX_MESSAGE_BYTES);
  });

  test('takes the same number of queries whatever the size of the fleet', async () => {
    const count = async () => {
      let queries = 0;
      const counted = plane.store.db.withPlugin({
        transformQuery: ({ node }) => {
          queries += 1;
          return node;
        },
        transformResult: async ({ result }) => result,
      });
      await fleetStatus(counted, ALL, { fleet: plane.fleet, waitingOf: () => [], scope: WHOLE_FLEET });
      return queries;
    };
    const before = await count();
    for (let index = 0; index < 20; index += 1) {
      await plane.addNode(`more-${index}`, ['web']);
      plane.fleet.say(plane.idOf(`more-${index}`), { services: [aServiceStatus()] });
    }
    expect(await count()).toBe(before);
  });
});
