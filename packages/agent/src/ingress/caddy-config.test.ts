import { describe, expect, it } from 'vitest';
import { caddyConfig } from './caddy-config.js';
import { challengeRelay } from './challenge-relay.js';
import type { ProxyPlan, ProxyRoute } from './proxy-plan.js';
import { upstreamHandler } from './upstream-handler.js';

function aRoute(overrides: Partial<ProxyRoute> = {}): ProxyRoute {
  const place = { host: 'a.test', pathPrefix: '/', environmentId: 'env-a', service: 'web', port: 3000 };
  return { ...place, serverName: 'web.env-a.internal', addresses: ['172.20.0.2'], ...overrides };
}

function aPlan(overrides: Partial<ProxyPlan> = {}): ProxyPlan {
  return { routes: [aRoute()], httpsHosts: [], redirectedHosts: [], acme: [], installed: [], peers: [], ...overrides };
}

const NOT_FOUND = { handle: [{ handler: 'static_response', status_code: 404 }] };

describe('the configuration of the proxy', () => {
  it('has one route a host and prefix, the longest first, and ends with what is not found', () => {
    const api = aRoute({ pathPrefix: '/api/', service: 'api' });
    const { apps } = caddyConfig(aPlan({ routes: [aRoute(), api] }));
    expect(apps).toMatchObject({
      http: {
        servers: {
          http: {
            listen: [':80'],
            routes: [
              { match: [{ path: ['/.well-known/acme-challenge/*'] }] },
              { match: [{ host: ['a.test'], path: ['/api', '/api/*'] }], handle: [upstreamHandler(api)] },
              { match: [{ host: ['a.test'] }], terminal: true },
              NOT_FOUND,
            ],
          },
        },
      },
    });
    expect(apps).not.toHaveProperty('tls');
    expect(apps).not.toHaveProperty('http.servers.https');
  });

  it('serves a host by HTTPS and sends plain requests there, with certificates from its authority', () => {
    const acme = {
      hosts: ['a.test'],
      email: 'ops@a.test',
      directoryUrl: 'https://ca.test/dir',
      rootFile: '/etc/caddy/ca.pem',
    };
    const plan = aPlan({ httpsHosts: ['a.test'], redirectedHosts: ['a.test'], acme: [acme] });
    expect(caddyConfig(plan)).toMatchObject({
      apps: {
        http: {
          servers: {
            http: { routes: [{}, { match: [{ host: ['a.test'] }], handle: [{ status_code: 308 }] }, NOT_FOUND] },
            https: { listen: [':443'], routes: [{ match: [{ host: ['a.test'] }] }, NOT_FOUND] },
          },
        },
        tls: {
          automation: {
            policies: [
              {
                subjects: ['a.test'],
                issuers: [{ ca: acme.directoryUrl, email: acme.email, trusted_roots_pem_files: [acme.rootFile] }],
              },
            ],
          },
        },
      },
    });
  });

  it('is the same in whatever order the routes come, and always keeps the door of the agent', () => {
    const routes = [aRoute(), aRoute({ host: 'b.test' }), aRoute({ host: '*.a.test' })];
    expect(caddyConfig(aPlan({ routes: routes.toReversed() }))).toEqual(caddyConfig(aPlan({ routes })));
    expect(caddyConfig(aPlan({ routes: [] }))).toMatchObject({ admin: { listen: 'unix//run/caddy/admin.sock' } });
  });
});

describe('a challenge that another node began', () => {
  it('is asked of every peer in turn, and of nobody when it comes from a peer', () => {
    const [relay] = challengeRelay(['10.0.0.1', '10.0.0.2']);
    expect(relay).toMatchObject({
      match: [{ not: [{ header: { 'X-Acme-Hop': ['*'] } }] }],
      handle: [
        {
          upstreams: [{ dial: '10.0.0.1:80' }, { dial: '10.0.0.2:80' }],
          handle_response: [
            {
              match: { status_code: [404] },
              routes: [{ handle: [{ upstreams: [{ dial: '10.0.0.2:80' }, { dial: '10.0.0.1:80' }] }] }],
            },
          ],
        },
      ],
    });
  });

  it('is not found where there are no peers', () => {
    expect(challengeRelay([])).toEqual([
      expect.objectContaining({ handle: [{ handler: 'static_response', status_code: 404 }] }),
    ]);
  });
});
