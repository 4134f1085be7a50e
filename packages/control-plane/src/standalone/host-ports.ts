import { AppError, type PublishedPortSpec, type StandaloneSettings } from '@devopsellence/core';
import type { wire } from '@devopsellence/protocol';
import { type AskNodeDeps, askNode } from '../gateway/ask-node.js';
import { type Reader, readNodeDesiredState, type StandaloneService } from '../store/index.js';

/** What an agent looks up on its own machine it answers at once: the limit is that of the way. */
const LIMIT_MS = 15_000;

/** The ports of the node itself that a service with these settings takes. */
export function hostPortsOf({
  isPublished,
  isHostMode,
  port,
  protocol,
}: StandaloneSettings): readonly PublishedPortSpec[] {
  return isPublished || isHostMode ? [{ port, protocol }] : [];
}

export interface PortClaim {
  readonly nodeId: string;
  /** Name of the node. */
  readonly node: string;
  readonly environmentId: string;
  readonly name: string;
  readonly settings: StandaloneSettings;
  /** What runs of the service now; null: nothing. What that has already is the service's own. */
  readonly running: StandaloneService | null;
}

/** Throws `port_in_use`, naming who has it, when the node cannot give the service a port that it wants. */
export async function requireFreePorts(
  db: Reader,
  deps: AskNodeDeps,
  claim: PortClaim,
  signal: AbortSignal,
): Promise<void> {
  const wanted = newPortsOf(claim);
  if (wanted.length === 0) return;
  await requireUnclaimed(db, claim, wanted);
  for (const used of await usedPorts(deps, claim, wanted, signal)) {
    const isOwn = used.environmentId === claim.environmentId && used.service === claim.name;
    if (!isOwn) throw inUse(claim, used.port, holderOf(used));
  }
}

/** Throws `port_in_use` when something else is to have a port that the service wants: asks no node. */
export async function requireUnclaimedPorts(db: Reader, claim: PortClaim): Promise<void> {
  await requireUnclaimed(db, claim, newPortsOf(claim));
}

function newPortsOf({ running, settings }: PortClaim): readonly PublishedPortSpec[] {
  const own = running === null ? [] : hostPortsOf(running.settings);
  return hostPortsOf(settings).filter((port) => !own.some((has) => isSame(has, port)));
}

/** What is to run on the node and does not yet, or not any more, has its ports all the same. */
async function requireUnclaimed(db: Reader, claim: PortClaim, wanted: readonly PublishedPortSpec[]): Promise<void> {
  const { environments } = await readNodeDesiredState(db, claim.nodeId);
  for (const { id, organization, project, name, services } of environments) {
    for (const { name: service, definition } of services) {
      if (id === claim.environmentId && service === claim.name) continue;
      const taken = definition.standalone?.publishedPorts.find((port) => wanted.some((want) => isSame(want, port)));
      if (taken !== undefined) throw inUse(claim, taken, `service ${service} of ${organization}/${project}/${name}`);
    }
  }
}

async function usedPorts(
  deps: AskNodeDeps,
  { nodeId, node }: PortClaim,
  wanted: readonly PublishedPortSpec[],
  signal: AbortSignal,
): Promise<readonly wire.UsedPort__Output[]> {
  const used: wire.UsedPort__Output[] = [];
  const tooSlow = () =>
    new AppError('node_offline', {
      message: `node ${node} did not answer within ${LIMIT_MS / 1000} s`,
      nextActions: [`devopsellence node diagnose ${node}`],
    });
  const ports = wanted.map(({ protocol, port }) => ({ protocol, port }));
  const onFrame = ({ usedPorts: seen }: wire.AgentFrame__Output) => {
    used.push(...(seen?.ports ?? []));
  };
  await askNode(deps, { nodeId, work: { checkPorts: { ports } }, limitMs: LIMIT_MS, tooSlow, onFrame }, signal);
  return used;
}

function holderOf({ container, service }: wire.UsedPort__Output): string {
  if (container === '') return 'another program on the node';
  return service === '' ? `container ${container}` : `service ${service} (container ${container})`;
}

function inUse(
  { node, name }: PortClaim,
  port: { readonly protocol: string; readonly port: number } | null,
  holder: string,
): AppError {
  return new AppError('port_in_use', {
    message: `port ${port?.port ?? 0}/${port?.protocol ?? 'tcp'} of node ${node}, which service ${name} wants, is taken by ${holder}`,
    nextActions: ['choose another port', `devopsellence node diagnose ${node}`],
  });
}

function isSame(a: PublishedPortSpec, b: PublishedPortSpec): boolean {
  return a.port === b.port && a.protocol === b.protocol;
}
