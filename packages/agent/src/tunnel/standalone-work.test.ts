import { containerName } from '@devopsellence/core';
import { ENVIRONMENT_ID, SLUG } from '@devopsellence/core/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ConnectedAgent, framesOf } from '../testing/connected-agent.js';
import { aRunningService } from '../testing/reconciling.js';

const REDIS = aRunningService('redis');
const redis = containerName(SLUG, 'redis', REDIS.hash);

describe('channels that are about standalone services', () => {
  let agent: ConnectedAgent;

  const closing = async (channel: ReturnType<ConnectedAgent['open']>) => (await framesOf(channel)).at(-1)?.closed;

  beforeEach(async () => {
    agent = await ConnectedAgent.start();
    agent.desire([REDIS]);
    await vi.waitFor(() => expect(agent.gateway.reports.at(-1)?.services[0]?.ready).toBe(true), { timeout: 5_000 });
    await vi.waitFor(() => expect(agent.gateway.hasTunnel).toBe(true), { timeout: 5_000 });
  });

  afterEach(() => agent.stop());

  it('restart the container of a service, and close when that is done', async () => {
    const { startedAt } = agent.engine.named(redis);
    const restart = (service: string) =>
      closing(agent.open({ restartService: { environmentId: ENVIRONMENT_ID, service } }));
    expect(await restart('redis')).toMatchObject({ failure: null });
    expect(agent.engine.named(redis)).toMatchObject({ state: 'running' });
    expect(agent.engine.named(redis).startedAt).toBeGreaterThan(startedAt ?? 0);
    expect(await restart('none')).toMatchObject({ failure: { code: 'service_not_running' } });
  });
});
