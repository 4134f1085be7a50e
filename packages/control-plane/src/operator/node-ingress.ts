import { AppError, type Instant } from '@devopsellence/core';
import type { wire } from '@devopsellence/protocol';
import type { Clock } from '@devopsellence/runtime';
import type { DesiredStateFeed } from '../gateway/desired-state-feed.js';
import type { Fleet } from '../gateway/fleet.js';
import { inProgress } from '../standalone/hold-service.js';
import { documentOf } from '../standalone/wanted-service.js';
import {
  environmentById,
  environmentTitle,
  findStandaloneOperation,
  listAttachments,
  listStandaloneServicesOn,
  NODE_INGRESSES,
  type Node,
  type NodeIngress,
  publishStandaloneService,
  requireNode,
  type Store,
  setNodeIngress,
  type Writer,
} from '../store/index.js';
import { audit } from './audit.js';
import { encodeNode } from './encode-node.js';
import type { OperatorContext, UnaryHandlers } from './handler.js';

export interface NodeIngressDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly fleet: Fleet;
  readonly feed: DesiredStateFeed;
}

export function nodeIngressHandlers(deps: NodeIngressDeps): Pick<UnaryHandlers, 'SetNodeIngress'> {
  return { SetNodeIngress: (request, context) => setIngress(deps, request, context) };
}

async function setIngress(
  { store, clock, fleet, feed }: NodeIngressDeps,
  request: wire.SetNodeIngressRequest__Output,
  context: OperatorContext,
): Promise<wire.NodeReply> {
  const ingress = requireIngress(request.ingress);
  const at = clock.now();
  const { node, changed, remade } = await store.transaction(async (trx) => {
    const before = await requireNode(trx, request.node);
    const node = { ...before, ingress };
    if (before.ingress === ingress) return { node, changed: false, remade: [] };
    await setNodeIngress(trx, node.id, ingress);
    await audit(trx, context, {
      at,
      action: 'node.ingress_set',
      subject: `node ${node.name || node.id}`,
      details: { node_id: node.id, from: before.ingress, to: ingress },
    });
    return { node, changed: true, remade: await remakeServices(trx, node, at) };
  });
  if (remade.length > 0) feed.wake(node.id);
  const attachments = await listAttachments(store.db, node.id);
  return { node: encodeNode(node, attachments, fleet), changed, pendingChanges: [], standaloneServices: remade };
}

/** Publishes anew what is another container now, because its labels are others. Answers their titles, sorted. */
async function remakeServices(trx: Writer, node: Node, at: Instant): Promise<string[]> {
  const titles: string[] = [];
  for (const service of await listStandaloneServicesOn(trx, node.id)) {
    const environment = await environmentById(trx, service.environmentId);
    if (environment === null || service.settings.hostname === null) continue;
    // As it is, with the same image and the same versions of secrets.
    const { isStopped = false, definition } = service.document;
    const document = documentOf({ ...service, ...definition, environment, node }, isStopped);
    if (document.hash === service.document.hash) continue;
    // It may give back what was there before, with the labels of before.
    const holder = await findStandaloneOperation(trx, environment.id, service.name);
    if (holder !== null) throw inProgress(holder);
    await publishStandaloneService(trx, { ...service, document, updatedAt: at });
    titles.push(`${environmentTitle(environment)} ${service.name}`);
  }
  return titles.toSorted();
}

function requireIngress(text: string): NodeIngress {
  const ingress = NODE_INGRESSES.find((known) => known === text);
  if (ingress !== undefined) return ingress;
  throw new AppError('invalid_argument', {
    message: `${JSON.stringify(text.slice(0, 80))} serves no hostnames`,
    reason: `it is one of ${NODE_INGRESSES.join(', ')}`,
  });
}
