import { AppError, type Instant, pinOf } from '@devopsellence/core';
import { titleOf } from '../deploy/environment-world.js';
import { requireSendableEnvironment } from '../deploy/require-size.js';
import { reportedService } from '../gateway/reported-service.js';
import {
  attachedNodes,
  type Node,
  type OperationPublication,
  publishStandaloneService,
  readNodeDesiredState,
  recordPublication,
  requireNode,
  type StandaloneService,
  type Writer,
  withdrawStandaloneService,
} from '../store/index.js';
import { held, requireAbsent, requireService } from './check-service.js';
import type { PublishedOperation } from './failed-service.js';
import type { HeldService } from './hold-service.js';
import { requireUnclaimedPorts } from './host-ports.js';
import { noteOperation } from './operation-events.js';
import type { StandaloneDeps } from './service-request.js';

/** What an operation that was validated changes. */
export interface ServiceChange {
  readonly node: Node;
  readonly before: StandaloneService | null;
  /** Null: the service is to go. */
  readonly wanted: StandaloneService | null;
  readonly waits: boolean;
  /** Names of the settings that the preset gets; null: no preset is saved. */
  readonly changed: readonly string[] | null;
  readonly volumes: readonly string[];
  readonly limitMs: number;
}

/** Makes the change part of the node's desired state and wakes the node: whole, or nothing when it throws. */
export async function publishOperation(
  deps: StandaloneDeps,
  heldService: HeldService,
  change: ServiceChange,
): Promise<PublishedOperation> {
  const { store, clock, feed } = deps;
  const { operation } = heldService;
  const { node, before, wanted, waits, changed, volumes, limitMs } = change;
  const at = clock.now();
  const exitBefore = exitOf(deps, node.id, operation);
  const published = await store.transaction(async (trx) => {
    await requireAsValidated(trx, heldService, change);
    if (wanted !== null) await publishStandaloneService(trx, wanted);
    else if (before !== null) await withdrawStandaloneService(trx, before);
    await requireSendable(trx, node, operation.environmentId);
    const { revision } = await requireNode(trx, node.id);
    const common = { nodeId: node.id, revision, before, wanted, exitBefore, waits, changed, volumes, failure: null };
    const publication: OperationPublication = { ...common, deadlineAt: at + limitMs };
    if (!(await recordPublication(trx, operation.id, publication))) {
      throw new AppError('cancelled', { message: `the operation on service ${operation.name} was taken back` });
    }
    await noteOperation(trx, { operation, news: 'begun', nodeId: node.id, at, details: detailsOf(change) });
    return { ...operation, publication };
  });
  feed.wake(node.id);
  return published;
}

function detailsOf({ wanted, changed, volumes }: ServiceChange): Readonly<Record<string, unknown>> {
  return {
    ...(wanted === null ? {} : { image: wanted.settings.image, digest: pinOf(wanted.document.definition.image) }),
    ...(changed === null ? {} : { changed }),
    ...(volumes.length === 0 ? {} : { volumes }),
  };
}

/** Validating takes a while: what it has seen may have changed. */
async function requireAsValidated(
  trx: Writer,
  { environment, operation }: HeldService,
  { node, before, wanted }: ServiceChange,
): Promise<void> {
  if (before === null) await requireAbsent(trx, environment, operation.name);
  else await requireService(trx, environment, operation.name);
  const current = (await attachedNodes(trx, environment.id)).find(({ id }) => id === node.id);
  if (current === undefined) {
    throw new AppError('no_matching_node', {
      message: `node ${titleOf(node)} was detached from the environment meanwhile`,
      nextActions: ['devopsellence node list'],
    });
  }
  if (current.heldAt !== null) throw held(titleOf(node));
  if (wanted !== null && wanted.document.isStopped !== true) {
    const running = before?.document.isStopped === true ? null : before;
    await requireUnclaimedPorts(trx, { ...wanted, node: titleOf(node), running });
  }
  if (current.ingress !== node.ingress) {
    throw new AppError('cancelled', {
      message: `what serves hostnames on node ${titleOf(node)} was changed meanwhile`,
      nextActions: ['run the same command again'],
    });
  }
}

async function requireSendable(trx: Writer, { id }: Node, environmentId: string): Promise<void> {
  const { environments } = await readNodeDesiredState(trx, id);
  const own = environments.find((environment) => environment.id === environmentId);
  if (own !== undefined) await requireSendableEnvironment(trx, own);
}

/** When the container of the service exited last, by the clock of its node; null: never that it knows of. */
export function exitOf({ fleet }: StandaloneDeps, nodeId: string, operation: HeldService['operation']): Instant | null {
  return reportedService(fleet, nodeId, operation)?.lastExit?.at ?? null;
}
