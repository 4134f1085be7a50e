import type { IngressRoute } from '@devopsellence/core';

/** A route with what the proxy needs to reach its containers. */
export interface ProxyRoute extends IngressRoute {
  /** Under which the agent's own name server gives the addresses of the containers that serve. */
  readonly serverName: string;
  /** The same addresses as they were when the configuration was made, for when the name server does not answer. */
  readonly addresses: readonly string[];
}

/** Where the certificates of some hosts come from. */
export interface AcmePolicy {
  readonly hosts: readonly string[];
  readonly email: string | null;
  /** Null: the proxy's own default. */
  readonly directoryUrl: string | null;
  /** PEM file, as the proxy sees it, with the root of a private authority; null: the system's roots. */
  readonly rootFile: string | null;
}

/** A certificate that somebody installed; files as the proxy sees them. */
export interface InstalledCertificate {
  readonly certificateFile: string;
  readonly keyFile: string;
}

/** All that the proxy of one node is to do. */
export interface ProxyPlan {
  readonly routes: readonly ProxyRoute[];
  /** Hosts that are served by HTTPS; the others are served by HTTP alone. */
  readonly httpsHosts: readonly string[];
  /** Those of them whose plain requests are sent on to HTTPS. */
  readonly redirectedHosts: readonly string[];
  readonly acme: readonly AcmePolicy[];
  readonly installed: readonly InstalledCertificate[];
  /** Addresses of the other nodes that serve the same hosts: one of them may have begun the challenge that comes here. */
  readonly peers: readonly string[];
}
