import { canonicalPrefix, type IngressRoute } from './route.js';

/** Two environments that both want the same requests. */
export interface RouteConflict {
  readonly host: string;
  readonly pathPrefix: string;
  /** Ids of the environments, the one that has the route first. */
  readonly environmentIds: readonly [string, string];
}

/**
 * What stands against routes that an environment wants: each host and path that another environment has already. The
 * same prefix of a host may be had once; a longer one beside it is no conflict, for the longest wins.
 */
export function routeConflicts(
  wanted: readonly IngressRoute[],
  taken: readonly IngressRoute[],
): readonly RouteConflict[] {
  const owners = new Map(taken.map((route) => [keyOf(route), route.environmentId]));
  return wanted.flatMap(({ host, pathPrefix, environmentId }) => {
    const owner = owners.get(keyOf({ host, pathPrefix }));
    if (owner === undefined || owner === environmentId) return [];
    return [{ host, pathPrefix, environmentIds: [owner, environmentId] as const }];
  });
}

function keyOf({ host, pathPrefix }: Pick<IngressRoute, 'host' | 'pathPrefix'>): string {
  return `${host.toLowerCase()}${canonicalPrefix(pathPrefix)}`;
}
