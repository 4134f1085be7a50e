import { ENVIRONMENT_ID, someTraits } from '@devopsellence/core/testing';
import type { wire } from '@devopsellence/protocol';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ConnectedAgent, framesOf } from '../testing/connected-agent.js';
import { aRunningService, nameOf } from '../testing/reconciling.js';

const REDIS = aRunningService('redis');
const redis = nameOf(REDIS);

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

  it('tell which ports the machine has in use, and refuse what is no port', async () => {
    const publishedPorts = [{ protocol: 'udp', port: 51_820 }] as const;
    const vpn = aRunningService('vpn', {
      definition: { ...REDIS.definition, standalone: someTraits({ publishedPorts }) },
    });
    agent.desire([REDIS, vpn]);
    await vi.waitFor(() => expect(agent.gateway.reports.at(-1)?.services[1]?.ready).toBe(true), { timeout: 5_000 });
    const check = (ports: wire.HostPort[]) => agent.open({ checkPorts: { ports } });
    const [frame] = await framesOf(
      check([
        { protocol: 'udp', port: 51_820 },
        { protocol: 'tcp', port: 1 },
      ]),
    );
    expect(frame?.usedPorts?.ports).toEqual([
      { port: publishedPorts[0], container: nameOf(vpn), environmentId: ENVIRONMENT_ID, service: 'vpn' },
    ]);
    const refused = [
      [{ protocol: 'sctp', port: 1 }],
      [{ protocol: 'tcp', port: 0 }],
      [{ protocol: 'tcp', port: 65_536 }],
      Array.from({ length: 21 }, (_, index) => ({ protocol: 'tcp', port: index + 1 })),
    ];
    for (const ports of refused) {
      expect(await closing(check(ports))).toMatchObject({ failure: { code: 'invalid_argument' } });
    }
  });
});
