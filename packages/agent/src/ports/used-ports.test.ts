import { aContainer, aDefinition, aWorker, ENVIRONMENT_ID, someTraits } from '@devopsellence/core/testing';
import { describe, expect, it } from 'vitest';
import { hostContainers, type PortFacts, usedPorts } from './used-ports.js';

const OURS = { container: 'shop-redis-1', environmentId: 'env-1', service: 'redis' };
const THEIRS = { container: 'nginx', environmentId: '', service: '' };
const NOBODY = { container: '', environmentId: '', service: '' };
const REDIS = { protocol: 'tcp', port: 6379 } as const;
const VPN = { protocol: 'udp', port: 51820 } as const;
const NOTHING: PortFacts = { published: [], onHost: [], listening: new Set() };

describe('ports that are in use', () => {
  it.each([
    { what: 'none', facts: {}, used: [] },
    {
      what: "a container's, also where the engine listens for it",
      facts: { published: [{ ...REDIS, ...OURS }], listening: new Set(['tcp:6379']) },
      used: [{ ...REDIS, ...OURS }],
    },
    {
      what: "a container's that publishes it on two addresses, once",
      facts: {
        published: [
          { ...REDIS, ...OURS },
          { ...REDIS, ...OURS },
        ],
      },
      used: [{ ...REDIS, ...OURS }],
    },
    {
      what: "a container's that is not ours",
      facts: { published: [{ ...VPN, ...THEIRS }] },
      used: [{ ...VPN, ...THEIRS }],
    },
    { what: "another program's", facts: { listening: new Set(['tcp:6379']) }, used: [{ ...REDIS, ...NOBODY }] },
    {
      what: 'of a container of ours in the network of the machine',
      facts: { onHost: [{ ...OURS, ports: [51820] }], listening: new Set(['udp:51820']) },
      used: [{ ...VPN, ...OURS }],
    },
    {
      what: 'none of one that does not listen yet',
      facts: { onHost: [{ ...OURS, ports: [51820] }] },
      used: [],
    },
    {
      what: 'none of another protocol, or another port',
      facts: { published: [{ ...REDIS, ...OURS, protocol: 'udp' }], listening: new Set(['tcp:51820', 'tcp:6380']) },
      used: [],
    },
  ])('are told with who has them: $what', ({ facts, used }) => {
    expect(usedPorts([REDIS, VPN], { ...NOTHING, ...facts })).toEqual(used);
  });
});

describe('containers in the network of the machine', () => {
  const ports = [{ name: 'main', port: 51_820 }];
  const vpn = aWorker({
    name: 'vpn',
    definition: aDefinition({ ports, standalone: someTraits({ isHostNetwork: true }) }),
  });
  const seen = aContainer(vpn);

  it.each([
    { what: 'one that is desired so, and runs', container: seen, service: vpn, found: 1 },
    { what: 'none that does not run', container: { ...seen, state: 'exited' as const }, service: vpn, found: 0 },
    { what: 'none of another definition', container: { ...seen, hash: 'other' }, service: vpn, found: 0 },
    { what: 'none on a network of its own', container: seen, service: aWorker({ name: 'vpn' }), found: 0 },
    { what: 'none that is not desired', container: seen, service: null, found: 0 },
  ])('are told by what is desired: $what', ({ container, service, found }) => {
    const expected = { container: seen.name, environmentId: ENVIRONMENT_ID, service: 'vpn', ports: [51_820] };
    expect(hostContainers([container], () => service)).toEqual(found === 0 ? [] : [expected]);
  });
});
