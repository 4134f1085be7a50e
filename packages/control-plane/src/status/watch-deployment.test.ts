import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DeployAnswer } from '../deploy/deploy-request.js';
import { eventually, TestControlPlane, webSpec } from '../deploy/testing/control-plane.js';
import { watchDeployment } from './watch-deployment.js';

let plane: TestControlPlane;

beforeEach(async () => {
  plane = await TestControlPlane.create({ n1: ['web'] });
});

afterEach(() => plane.close());

function watch({ deployment }: DeployAnswer, signal = new AbortController().signal) {
  const { store, fleet, clock } = plane;
  const onChange = plane.rollouts.onChange.bind(plane.rollouts);
  return watchDeployment({ store, fleet, clock, onChange, waitingOf: () => ['n1: web'] }, deployment?.id ?? '', signal);
}

/** A deploy whose one node has not answered yet. */
async function running(): Promise<DeployAnswer> {
  plane.deaf.add('n1');
  const answer = await plane.deploy(webSpec('app:1'));
  await eventually(async () => (plane.woken.length > 0 ? true : null));
  await plane.clock.advance(0);
  return answer;
}

describe('watching a deployment', () => {
  test('tells how it is at once, and how it ended without waiting for the interval', async () => {
    const answer = await running();
    const progress = watch(answer);
    const first = await progress.next();
    expect(first.value).toMatchObject({
      deployment: { state: 'DEPLOYMENT_STATE_RUNNING', waiting: ['n1: web'] },
      nodes: [{ name: 'n1', services: [{ state: 'SERVICE_STATE_WAITING' }] }],
    });
    const next = progress.next();
    await plane.hear('n1');
    expect((await next).value).toMatchObject({ deployment: { state: 'DEPLOYMENT_STATE_SETTLED', waiting: [] } });
    expect((await progress.next()).done).toBe(true);
  });

  test('tells of many changes at once, not of each', async () => {
    const answer = await running();
    const progress = watch(answer);
    await progress.next();
    let messages = 0;
    const next = progress.next().then((result) => {
      messages += 1;
      return result;
    });
    for (const engineError of ['a', 'b', 'c']) plane.fleet.say(plane.idOf('n1'), { engineError });
    await plane.clock.advance(50);
    expect(messages).toBe(0);
    await plane.clock.advance(60);
    expect((await next).value).toMatchObject({ nodes: [{ engineError: 'c' }] });
  });

  test('has one message of a deployment that has ended', async () => {
    const answer = await plane.deploy(webSpec('app:1'));
    await plane.ended(answer);
    const states: unknown[] = [];
    for await (const { deployment } of watch(answer)) states.push(deployment?.state);
    expect(states).toEqual(['DEPLOYMENT_STATE_SETTLED']);
  });

  test('stops when nobody watches any more', async () => {
    const caller = new AbortController();
    const progress = watch(await running(), caller.signal);
    await progress.next();
    const next = progress.next();
    caller.abort();
    expect((await next).done).toBe(true);
  });

  test('knows no deployment that there is not', async () => {
    const unknown = { deployment: null, plan: [], isUnchanged: false, findings: [], images: [] };
    await expect(watch(unknown).next()).rejects.toMatchObject({ code: 'not_found' });
  });
});
