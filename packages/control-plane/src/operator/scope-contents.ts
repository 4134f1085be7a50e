import type { Instant } from '@devopsellence/core';
import { covers, type Scope } from '../access/scope.js';
import {
  attachedNodes,
  desiredServicesByNode,
  listRegistries,
  listScopesIn,
  listSecrets,
  listTokens,
  type Reader,
  runningDeployments,
} from '../store/index.js';

/** Things of one kind that keep a scope from being deleted. */
export interface Obstacle {
  /** For example `nodes attached`. */
  readonly what: string;
  /** Never empty. */
  readonly names: readonly string[];
  /** The commands that take them away. */
  readonly nextActions: readonly string[];
}

/** Everything in the scope of this id that has to go before the scope can; empty: it may be deleted. */
export async function obstaclesIn(db: Reader, scope: Scope, { id, at }: { id: string; at: Instant }) {
  const own =
    scope.environment === null ? await obstaclesInGroup(db, scope, id) : await obstaclesInEnvironment(db, scope, id);
  return [...own, await tokensOf(db, scope, at)].filter(({ names }) => names.length > 0);
}

async function obstaclesInGroup(db: Reader, scope: Scope, id: string): Promise<readonly Obstacle[]> {
  const inner = await listScopesIn(db, scope);
  if (scope.project !== null) {
    return [
      {
        what: 'environments',
        names: inner.map(({ environment }) => environment ?? ''),
        nextActions: inner.map(({ environment }) => `devopsellence env delete ${environment} ${optionsOf(scope)}`),
      },
    ];
  }
  const hosts = (await listRegistries(db, id)).map(({ host }) => host);
  return [
    {
      what: 'projects',
      names: inner.map(({ project }) => project ?? ''),
      nextActions: inner.map(({ project }) => `devopsellence project delete ${project} ${optionsOf(scope)}`),
    },
    {
      what: 'registries',
      names: hosts,
      nextActions: hosts.map((host) => `devopsellence registry delete ${host} ${optionsOf(scope)}`),
    },
  ];
}

async function obstaclesInEnvironment(db: Reader, scope: Scope, id: string): Promise<readonly Obstacle[]> {
  const nodes = (await attachedNodes(db, id)).map((node) => node.name || node.id);
  const desired = await desiredServicesByNode(db, id);
  const services = [...desired.values()].flatMap((own) => own.map(({ name }) => name));
  const secrets = await listSecrets(db, id);
  const running = await runningDeployments(db, id);
  return [
    {
      what: 'deployments running',
      names: running.map((deployment) => deployment.id),
      nextActions: [`devopsellence status ${optionsOf(scope)}`],
    },
    // They go with the nodes.
    { what: 'services running', names: [...new Set(services)].toSorted(), nextActions: [] },
    {
      what: 'nodes attached',
      names: nodes,
      nextActions: nodes.map((node) => `devopsellence node detach ${node} ${optionsOf(scope)}`),
    },
    {
      what: 'secrets',
      names: secrets.map(({ name, service }) => (service === '' ? name : `${name} of ${service}`)),
      nextActions: secrets.map(({ name, service }) => {
        const ofService = service === '' ? '' : ` --service ${service}`;
        return `devopsellence secret delete ${name}${ofService} ${optionsOf(scope)}`;
      }),
    },
  ];
}

/** A token that outlived its scope would count again in another one of the same names. */
async function tokensOf(db: Reader, scope: Scope, at: Instant): Promise<Obstacle> {
  const tokens = (await listTokens(db)).filter(
    (token) => covers(scope, token.scope) && !hasExpired(token.expiresAt, at),
  );
  const names = tokens.map(({ name }) => name);
  return { what: 'tokens', names, nextActions: names.map((name) => `devopsellence token revoke ${name}`) };
}

function hasExpired(expiresAt: Instant | null, at: Instant): boolean {
  return expiresAt !== null && expiresAt <= at;
}

/** `--org acme --project shop` */
function optionsOf({ organization, project, environment }: Scope): string {
  const options = { '--org': organization, '--project': project, '--env': environment };
  return Object.entries(options)
    .flatMap(([option, name]) => (name === null ? [] : [`${option} ${name}`]))
    .join(' ');
}
