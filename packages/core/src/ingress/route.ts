import { compareText } from '../placement/text-order.js';

/** Which requests go to one service of one environment. */
export interface IngressRoute {
  /** In small letters; `*.example.com` stands for every name with one label more. */
  readonly host: string;
  /** Begins with `/`. `/api` is for `/api` and for all below it, not for `/apis`. */
  readonly pathPrefix: string;
  readonly environmentId: string;
  readonly service: string;
  /** Of its containers. */
  readonly port: number;
}

/** The order in which routes are tried: names before wildcards, longer prefixes before shorter ones. Stable for equal input. */
export function compareRoutes(a: IngressRoute, b: IngressRoute): number {
  return (
    Number(isWildcard(a.host)) - Number(isWildcard(b.host)) ||
    compareText(a.host, b.host) ||
    b.pathPrefix.length - a.pathPrefix.length ||
    compareText(a.pathPrefix, b.pathPrefix)
  );
}

/** `/api` and `/api/` are the same prefix; the root is empty. */
export function canonicalPrefix(pathPrefix: string): string {
  return pathPrefix.replace(/\/+$/, '');
}

function isWildcard(host: string): boolean {
  return host.startsWith('*.');
}
