import { FakeClock } from '@devopsellence/runtime/testing';
import { expect, it } from 'vitest';
import { awaitNodes } from './await-nodes.js';
import { FakeFleet } from './testing/fake-fleet.js';

function scene(startedAt = 0) {
  const clock = new FakeClock(startedAt);
  const fleet = new FakeFleet();
  const abort = new AbortController();
  let isOver = false;
  const wait = (...nodeIds: string[]) => {
    void awaitNodes({ fleet, clock, startedAt: 0 }, nodeIds, abort.signal).then(() => {
      isOver = true;
    });
  };
  const over = async () => {
    await clock.advance(0);
    return isOver;
  };
  return { clock, fleet, abort, wait, over };
}

it('waits for nodes that come back after a restart of the control plane', async () => {
  const { fleet, wait, over } = scene();
  fleet.connect('n1', 'stale');
  fleet.connect('n2', 'online');
  wait('n1', 'n2');
  expect(await over()).toBe(false);
  fleet.connect('n1', 'online');
  expect(await over()).toBe(true);
});

it('waits no longer than an agent takes to come back', async () => {
  const { clock, wait, over } = scene();
  wait('n1');
  await clock.advance(19_999);
  expect(await over()).toBe(false);
  await clock.advance(1);
  expect(await over()).toBe(true);
});

it('does not wait long after the start, nor for a caller who has left', async () => {
  const late = scene(20_000);
  late.wait('n1');
  expect(await late.over()).toBe(true);
  const left = scene();
  left.wait('n1');
  left.abort.abort();
  expect(await left.over()).toBe(true);
});
