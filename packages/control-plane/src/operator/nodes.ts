import type { Instant, SshAddress } from '@devopsellence/core';
import type { wire } from '@devopsellence/protocol';
import type { Clock } from '@devopsellence/runtime';
import { isFleetWide } from '../access/scope.js';
import type { DesiredStateFeed } from '../gateway/desired-state-feed.js';
import { acceptedFarewell } from '../gateway/farewell.js';
import type { Fleet } from '../gateway/fleet.js';
import { requireNodeName } from '../identity/node-name.js';
import {
  attachmentsByNode,
  deleteNode,
  detachNode,
  environmentTitle,
  findNode,
  forgetNamelessNodes,
  hasOutstandingJoinToken,
  insertNode,
  listAttachments,
  listNodes,
  type Node,
  readPlacedStandaloneServices,
  replaceLabels,
  requireNode,
  type Store,
  sshAddressesByNode,
  type Writer,
  withdrawDesiredEnvironment,
} from '../store/index.js';
import { audit } from './audit.js';
import { encodeNode, encodeSshAddress } from './encode-node.js';
import type { AuthenticatedOperator, OperatorContext, UnaryHandlers } from './handler.js';
import { type JoinTokens, joinPlace, requireJoinExpiry } from './join-offer.js';
import { requireLabels } from './names.js';

const DEFAULT_LABELS = ['web'] as const;
const NO_ADDRESSES: ReadonlyMap<string, SshAddress> = new Map();

export interface NodeHandlerDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly fleet: Fleet;
  readonly feed: DesiredStateFeed;
  readonly joinTokens: JoinTokens;
  /** Ends the streams of a node that was removed. */
  readonly connections: { drop(nodeId: string): void };
  /** host:port of this API, as a new node should dial it. */
  readonly operatorAddress: () => string;
}

export function nodeHandlers(deps: NodeHandlerDeps): Pick<UnaryHandlers, 'RegisterNode' | 'ListNodes' | 'RemoveNode'> {
  return {
    RegisterNode: (request, context) => registerNode(deps, request, context),
    ListNodes: (_request, { operator }) => listSeenNodes(deps, operator),
    RemoveNode: ({ node }, context) => removeNode(deps, node, context),
  };
}

async function registerNode(
  { store, clock, joinTokens, operatorAddress }: NodeHandlerDeps,
  request: wire.RegisterNodeRequest__Output,
  context: OperatorContext,
): Promise<wire.RegisterNodeReply> {
  const name = request.name === '' ? null : requireNodeName(request.name);
  const labels = requireLabels(request.labels);
  const at = clock.now();
  const expiresAt = at + requireJoinExpiry(request.expiresInMs);
  const joinToken = await store.transaction(async (trx) => {
    await forgetNamelessNodes(trx, at);
    const nodeId = await nodeToJoin(trx, { name, labels, at });
    await audit(trx, context, {
      at,
      action: 'node.registered',
      subject: `node ${name ?? nodeId}`,
      details: { node_id: nodeId, labels, expires_at: expiresAt },
    });
    return await joinTokens.mint(trx, { nodeId, expiresAt });
  });
  return { name: name ?? '', expiresAtMs: expiresAt, ...joinPlace(operatorAddress(), joinToken) };
}

interface NodeToJoin {
  readonly name: string | null;
  /** Empty: as they are, or the default of a new node. */
  readonly labels: readonly string[];
  readonly at: Instant;
}

/**
 * The node that a new join token is for: a new one, or the one of this name that never joined and whose tokens have all
 * expired. Throws `name_taken`.
 */
async function nodeToJoin(trx: Writer, { name, labels, at }: NodeToJoin): Promise<string> {
  const known = name === null ? null : await findNode(trx, name);
  const mayJoinStill = known === null || known.joinedAt !== null || (await hasOutstandingJoinToken(trx, known.id, at));
  if (known === null || mayJoinStill) {
    return await insertNode(trx, { name, labels: labels.length === 0 ? DEFAULT_LABELS : labels, at });
  }
  if (labels.length > 0) await replaceLabels(trx, known.id, labels);
  return known.id;
}

async function listSeenNodes(
  { store, fleet }: NodeHandlerDeps,
  { role, scope }: AuthenticatedOperator,
): Promise<wire.ListNodesReply> {
  const nodes = await listNodes(store.db);
  const attachments = await attachmentsByNode(store.db, scope);
  const mayLogIn = role === 'owner' && isFleetWide(scope);
  const addresses = mayLogIn ? await sshAddressesByNode(store.db) : NO_ADDRESSES;
  return {
    nodes: nodes
      .filter(({ id }) => isFleetWide(scope) || attachments.has(id))
      .map((node) => {
        const ssh = addresses.get(node.id);
        const seen = encodeNode(node, attachments.get(node.id) ?? [], fleet);
        return ssh === undefined ? seen : { ...seen, ssh: encodeSshAddress(ssh) };
      }),
  };
}

/**
 * First the node is asked to run nothing, and gets a moment to take that in; then it is forgotten. Run again after an
 * interruption it goes on from there.
 */
async function removeNode(
  deps: NodeHandlerDeps,
  nameOrId: string,
  context: OperatorContext,
): Promise<wire.RemoveNodeReply> {
  const { store, clock, fleet, feed, connections } = deps;
  const node = await requireNode(store.db, nameOrId);
  const { revision, deleted } = await store.transaction((trx) => withdrawEverything(trx, node, clock.now()));
  feed.wake(node.id);
  if (revision > node.revision) await acceptedFarewell(fleet, clock, { nodeId: node.id, revision });
  await store.transaction(async (trx) => {
    await deleteNode(trx, node.id);
    await audit(trx, context, {
      at: clock.now(),
      action: 'node.removed',
      subject: `node ${node.name || node.id}`,
      details: { node_id: node.id },
    });
  });
  connections.drop(node.id);
  return { id: node.id, name: node.name, standaloneServices: deleted };
}

interface Withdrawn {
  /** The node's after that. */
  readonly revision: number;
  /** Titles of the standalone services that were deleted. */
  readonly deleted: string[];
}

async function withdrawEverything(trx: Writer, node: Node, at: Instant): Promise<Withdrawn> {
  const placed = (await readPlacedStandaloneServices(trx, [node.id])).get(node.id) ?? [];
  let { revision } = node;
  for (const { environmentId } of await listAttachments(trx, node.id)) {
    await detachNode(trx, node.id, environmentId);
    revision = await withdrawDesiredEnvironment(trx, { nodeId: node.id, environmentId, at });
  }
  return { revision, deleted: placed.map((each) => `${environmentTitle(each)} ${each.document.name}`).toSorted() };
}
