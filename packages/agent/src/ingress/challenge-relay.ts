import type { CaddyObject } from './upstream-handler.js';

const CHALLENGES = ['/.well-known/acme-challenge/*'];
const HOP = 'X-Acme-Hop';

/**
 * Routes that answer challenges of the certificate authority which another node began: a token that is not known here is
 * asked of the peers, one after the other, and never further than to them. What nobody knows is not found.
 */
export function challengeRelay(peers: readonly string[]): readonly CaddyObject[] {
  const asked = peers.length === 0 ? [] : [relayRoute(peers)];
  return [
    ...asked,
    { match: [{ path: CHALLENGES }], terminal: true, handle: [{ handler: 'static_response', status_code: 404 }] },
  ];
}

function relayRoute(peers: readonly string[]): CaddyObject {
  return {
    match: [{ path: CHALLENGES, not: [{ header: { [HOP]: ['*'] } }] }],
    terminal: true,
    handle: [askFrom(peers, 0)],
  };
}

/** Asks the peers from the one at `start` on; when that one does not know the token, the next one is asked first. */
function askFrom(peers: readonly string[], start: number): CaddyObject {
  const order = [...peers.slice(start), ...peers.slice(0, start)];
  const next = start + 1;
  return {
    handler: 'reverse_proxy',
    upstreams: order.map((address) => ({ dial: `${address}:80` })),
    headers: { request: { set: { [HOP]: ['1'] } } },
    transport: { protocol: 'http', dial_timeout: '1s', response_header_timeout: '2s' },
    load_balancing: { selection_policy: { policy: 'first' }, try_duration: '4s', try_interval: '20ms' },
    health_checks: { passive: { fail_duration: '10s' } },
    ...(next < peers.length
      ? { handle_response: [{ match: { status_code: [404] }, routes: [{ handle: [askFrom(peers, next)] }] }] }
      : {}),
  };
}
