import { canonicalPrefix, compareRoutes } from '@devopsellence/core';
import { challengeRelay } from './challenge-relay.js';
import type { AcmePolicy, ProxyPlan, ProxyRoute } from './proxy-plan.js';
import { type CaddyObject, upstreamHandler } from './upstream-handler.js';

/** Where the proxy listens for the agent. A folder is mounted, not the socket, which is made anew at each start. */
const ADMIN = { listen: 'unix//run/caddy/admin.sock', origins: ['caddy'] };
const RENEW_INTERVAL = '10m';

/** The whole configuration of a node's proxy: equal plans, equal configurations. Always with `admin`, which would go else. */
export function caddyConfig(plan: ProxyPlan): CaddyObject {
  return {
    admin: ADMIN,
    apps: {
      http: {
        servers: { http: httpServer(plan), ...(plan.httpsHosts.length === 0 ? {} : { https: httpsServer(plan) }) },
      },
      ...(plan.httpsHosts.length === 0 ? {} : { tls: tlsApp(plan) }),
    },
  };
}

function httpServer(plan: ProxyPlan): CaddyObject {
  const { redirectedHosts, routes, peers } = plan;
  const redirected = new Set(redirectedHosts);
  const plain = routes.filter(({ host }) => !redirected.has(host));
  return {
    listen: [':80'],
    automatic_https: { disable: true },
    routes: [
      ...challengeRelay(peers),
      ...(redirected.size === 0 ? [] : [redirectRoute([...redirected].toSorted())]),
      ...siteRoutes(plain),
    ],
  };
}

/** HTTP/3 stays off: its listeners do not survive a change of the configuration. */
function httpsServer({ routes, httpsHosts }: ProxyPlan): CaddyObject {
  const hosts = new Set(httpsHosts);
  return {
    listen: [':443'],
    protocols: ['h1', 'h2'],
    automatic_https: { disable_redirects: true },
    tls_connection_policies: [{}],
    routes: siteRoutes(routes.filter(({ host }) => hosts.has(host))),
  };
}

function redirectRoute(hosts: readonly string[]): CaddyObject {
  const location = ['https://{http.request.host}{http.request.uri}'];
  return {
    match: [{ host: hosts }],
    terminal: true,
    handle: [{ handler: 'static_response', status_code: 308, headers: { Location: location } }],
  };
}

/** The routes in the order in which they are tried; what none of them is for is not found, and says nothing of us. */
function siteRoutes(routes: readonly ProxyRoute[]): readonly CaddyObject[] {
  return [
    ...routes.toSorted(compareRoutes).map(siteRoute),
    { handle: [{ handler: 'static_response', status_code: 404 }] },
  ];
}

function siteRoute(route: ProxyRoute): CaddyObject {
  const prefix = canonicalPrefix(route.pathPrefix);
  const path = prefix === '' ? {} : { path: [prefix, `${prefix}/*`] };
  return { match: [{ host: [route.host], ...path }], terminal: true, handle: [upstreamHandler(route)] };
}

function tlsApp({ acme, installed }: ProxyPlan): CaddyObject {
  const files = installed.map(({ certificateFile, keyFile }) => ({ certificate: certificateFile, key: keyFile }));
  return {
    ...(files.length === 0 ? {} : { certificates: { load_files: files } }),
    automation: { renew_interval: RENEW_INTERVAL, policies: acme.map(acmePolicy) },
  };
}

/** Challenges come to port 80 alone, where the peers of a node answer for each other. */
function acmePolicy({ hosts, email, directoryUrl, rootFile }: AcmePolicy): CaddyObject {
  return {
    subjects: hosts,
    issuers: [
      {
        module: 'acme',
        ...(directoryUrl === null ? {} : { ca: directoryUrl }),
        ...(email === null ? {} : { email }),
        ...(rootFile === null ? {} : { trusted_roots_pem_files: [rootFile] }),
        challenges: { 'tls-alpn': { disabled: true } },
      },
    ],
  };
}
