import type { ProxyRoute } from './proxy-plan.js';

/** A part of Caddy's configuration. */
export type CaddyObject = Readonly<Record<string, unknown>>;

/** Where the agent's name server listens, in the node's own network. */
export const NAME_SERVER = 'udp/127.0.0.1:5353';

const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS'];
const REFRESH = '250ms';
const TRY = { selection_policy: { policy: 'round_robin' }, try_duration: '5s', try_interval: '50ms' };

/**
 * Sends requests to the containers of the route that serve at this moment: which those are the proxy asks of the agent's
 * name server again and again, so that moving a route needs no new configuration, and no connection is closed for it.
 *
 * Only requests that may be sent twice say which containers are down: Caddy 2.6.2 tries others again with a body that was
 * read already, and would take the containers that are well for dead.
 */
export function upstreamHandler(route: ProxyRoute): CaddyObject {
  return {
    handler: 'subroute',
    routes: [
      { match: [{ method: SAFE_METHODS }], handle: [proxyTo(route, { fail_duration: '2s' })] },
      { handle: [proxyTo(route, { max_fails: 1 })] },
    ],
  };
}

function proxyTo({ serverName, port, addresses }: ProxyRoute, passive: CaddyObject): CaddyObject {
  return {
    handler: 'reverse_proxy',
    upstreams: addresses.map((address) => ({ dial: `${address}:${port}` })),
    dynamic_upstreams: {
      source: 'a',
      name: serverName,
      port: String(port),
      refresh: REFRESH,
      dial_timeout: '1s',
      resolver: { addresses: [NAME_SERVER] },
    },
    load_balancing: TRY,
    transport: { protocol: 'http', dial_timeout: '500ms' },
    health_checks: { passive },
  };
}
