import type { wire } from '@devopsellence/protocol';
import type { Clock } from '@devopsellence/runtime';
import { covers, type Scope } from '../access/scope.js';
import { requireConsent } from '../deploy/taken-back.js';
import type { DesiredStateFeed } from '../gateway/desired-state-feed.js';
import type { Fleet } from '../gateway/fleet.js';
import {
  attachNode,
  detachNode,
  type Environment,
  environmentTitle,
  listAttachments,
  listStandaloneServicesOn,
  type Node,
  requireEnvironment,
  requireNode,
  type Store,
  type Writer,
  withdrawDesiredEnvironment,
} from '../store/index.js';
import { audit } from './audit.js';
import { encodeNode } from './encode-node.js';
import { ensureNamedEnvironment } from './ensure-named.js';
import type { OperatorContext, UnaryHandlers } from './handler.js';
import { requireEnvironmentNames } from './names.js';
import type { PendingChanges } from './pending-changes.js';

export interface AttachmentHandlerDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly fleet: Fleet;
  readonly feed: DesiredStateFeed;
  readonly pendingChanges: PendingChanges;
}

export function attachmentHandlers(deps: AttachmentHandlerDeps): Pick<UnaryHandlers, 'AttachNode' | 'DetachNode'> {
  return {
    AttachNode: (request, context) => attach(deps, request, context),
    DetachNode: (request, context) => detach(deps, request, context),
  };
}

interface Change {
  readonly node: Node;
  readonly environment: Environment;
  readonly changed: boolean;
  /** Titles of the standalone services that were deleted. */
  readonly deleted: readonly string[];
}

async function attach(
  deps: AttachmentHandlerDeps,
  request: wire.AttachNodeRequest__Output,
  context: OperatorContext,
): Promise<wire.NodeReply> {
  const names = requireEnvironmentNames(request.environment);
  const at = deps.clock.now();
  const change = await deps.store.transaction(async (trx): Promise<Change> => {
    const node = await requireNode(trx, request.node);
    const environment = await ensureNamedEnvironment(trx, context, names, at);
    const changed = await attachNode(trx, { nodeId: node.id, environmentId: environment.id, at });
    if (changed) await audit(trx, context, { at, action: 'node.attached', ...subjectOf(node, environment) });
    return { node, environment, changed, deleted: [] };
  });
  return await reply(deps, change, context);
}

async function detach(
  deps: AttachmentHandlerDeps,
  request: wire.DetachNodeRequest__Output,
  context: OperatorContext,
): Promise<wire.NodeReply> {
  const names = requireEnvironmentNames(request.environment);
  const at = deps.clock.now();
  const change = await deps.store.transaction(async (trx): Promise<Change> => {
    const node = await requireNode(trx, request.node);
    const environment = await requireEnvironment(trx, names);
    await requireNothingElse(trx, { node, environment, scope: context.operator.scope }, deps);
    const there = (await listStandaloneServicesOn(trx, node.id)).filter(
      (each) => each.environmentId === environment.id,
    );
    const deleted = there.map(({ name }) => `${environmentTitle(environment)} ${name}`).toSorted();
    const changed = await detachNode(trx, node.id, environment.id);
    await withdrawDesiredEnvironment(trx, { nodeId: node.id, environmentId: environment.id, at });
    if (changed) await audit(trx, context, { at, action: 'node.detached', ...subjectOf(node, environment) });
    return { node, environment, changed, deleted };
  });
  deps.feed.wake(change.node.id);
  return await reply(deps, change, context);
}

/** A node that is held goes on with whatever is published to it, for all of its environments. */
async function requireNothingElse(
  trx: Writer,
  { node, environment, scope }: Pick<Change, 'node' | 'environment'> & { readonly scope: Scope },
  { fleet }: AttachmentHandlerDeps,
): Promise<void> {
  const nodes = [{ node, change: 'withdraw' }] as const;
  const consent = { nodes, environmentId: environment.id, command: 'devopsellence apply', takesBack: false, scope };
  await requireConsent(trx, consent, fleet);
}

function subjectOf(node: Node, environment: Environment) {
  return {
    place: environment,
    subject: `node ${node.name || node.id}`,
    details: { node_id: node.id, environment: environmentTitle(environment) },
  };
}

async function reply(
  deps: AttachmentHandlerDeps,
  { node, environment, changed, deleted }: Change,
  { operator }: OperatorContext,
): Promise<wire.NodeReply> {
  const all = await listAttachments(deps.store.db, node.id);
  const attachments = all.filter((attachment) => covers(operator.scope, attachment));
  return {
    node: encodeNode(node, attachments, deps.fleet),
    changed,
    pendingChanges: [...(await deps.pendingChanges(environment.id))],
    standaloneServices: [...deleted],
  };
}
