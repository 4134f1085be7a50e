import type { AppError } from '@devopsellence/core';
import { OPERATOR, serverStream } from '@devopsellence/protocol';
import { FakeClock } from '@devopsellence/runtime/testing';
import { Metadata } from '@grpc/grpc-js';
import { expect, it } from 'vitest';
import { aToken } from '../testing/a-token.js';
import { Received } from '../testing/received.js';
import { RunningControlPlane } from '../testing/running-control-plane.js';
import { stubDeployPart } from '../testing/stub-deploy-part.js';
import { LiveCalls } from './live-calls.js';

const ENVIRONMENT = { organization: 'acme', project: 'shop', environment: 'production' };
const DAY_MS = 24 * 3_600_000;

/** A control plane whose logs never end, and never listen to their signal's end by themselves. */
async function start(clock: FakeClock) {
  const { handlers } = stubDeployPart();
  const Logs: typeof handlers.Logs = async function* (_request, { signal }) {
    yield { node: 'n' };
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  };
  const plane = await RunningControlPlane.start({ clock, deployPart: { handlers: { ...handlers, Logs } } });
  const follow = async (token: string) => {
    const metadata = new Metadata();
    metadata.set('authorization', `Bearer ${token}`);
    const request = { environment: ENVIRONMENT, follow: true };
    const received = new Received(serverStream(plane.client, OPERATOR.Logs, request, { metadata }));
    await received.next();
    return received;
  };
  return { plane, follow };
}

it('an open stream ends when its token expires', async () => {
  const clock = new FakeClock(Date.now());
  const { plane, follow } = await start(clock);
  const expiring = await aToken(plane, { role: 'deployer', expiresAt: clock.now() + 2_000 });
  const stream = await follow(expiring.text);
  await clock.advance(1_999);
  await plane.call(OPERATOR.WhoAmI, {}, expiring.text);
  await clock.advance(1);
  expect(await stream.end).toMatchObject({ code: 'unauthenticated', reason: 'the token has expired' });
});

it('an expiry may be further away than any timer waits', async () => {
  const clock = new FakeClock(0);
  const over = new AbortController();
  const reasons: string[] = [];
  const call = { end: (error: AppError) => reasons.push(error.reason ?? '') };
  const ended = new LiveCalls(clock).endAt(40 * DAY_MS, call, over.signal);
  for (let day = 0; day < 39; day += 1) await clock.advance(DAY_MS);
  expect(reasons).toEqual([]);
  await clock.advance(DAY_MS);
  await ended;
  expect(reasons).toEqual(['the token has expired']);
});
