import { AppError } from '@devopsellence/core';
import type { wire } from '@devopsellence/protocol';
import type { Clock } from '@devopsellence/runtime';
import type { Fleet } from '../gateway/fleet.js';
import {
  type Attachment,
  environmentTitle,
  listAttachments,
  type Node,
  replaceLabels,
  requireNode,
  type Store,
} from '../store/index.js';
import { audit } from './audit.js';
import { encodeNode } from './encode-node.js';
import type { OperatorContext, UnaryHandlers } from './handler.js';
import { requireLabels } from './names.js';
import type { PendingChanges } from './pending-changes.js';

export interface LabelHandlerDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly fleet: Fleet;
  readonly pendingChanges: PendingChanges;
}

export function labelHandlers(deps: LabelHandlerDeps): Pick<UnaryHandlers, 'ChangeNodeLabels'> {
  return { ChangeNodeLabels: (request, context) => changeLabels(deps, request, context) };
}

async function changeLabels(
  deps: LabelHandlerDeps,
  request: wire.ChangeNodeLabelsRequest__Output,
  context: OperatorContext,
): Promise<wire.NodeReply> {
  const at = deps.clock.now();
  const { node, changed } = await deps.store.transaction(async (trx) => {
    const before = await requireNode(trx, request.node);
    const labels = changedLabels(before, request);
    if (isSame(labels, before.labels)) return { node: before, changed: false };
    await replaceLabels(trx, before.id, labels);
    await audit(trx, context, {
      at,
      action: 'node.labels_changed',
      subject: `node ${before.name || before.id}`,
      details: { node_id: before.id, from: before.labels, to: labels },
    });
    return { node: { ...before, labels }, changed: true };
  });
  const attachments = await listAttachments(deps.store.db, node.id);
  return {
    node: encodeNode(node, attachments, deps.fleet),
    changed,
    pendingChanges: await pendingInAll(deps.pendingChanges, attachments),
  };
}

function changedLabels(node: Node, { operation, labels }: wire.ChangeNodeLabelsRequest__Output): string[] {
  const given = requireLabels(labels);
  if (given.length === 0) throw invalid('the call names no labels');
  const result = applied(operation, node.labels, given);
  if (result.length > 0) return requireLabels(result);
  throw invalid(`node ${node.name} would have no label left, and could run nothing`, [
    `devopsellence node label set ${node.name} --labels LABEL`,
    `devopsellence node detach ${node.name}`,
  ]);
}

function applied(
  operation: wire.ChangeNodeLabelsRequest__Output['operation'],
  before: readonly string[],
  given: readonly string[],
): readonly string[] {
  switch (operation) {
    case 'OPERATION_SET':
      return given;
    case 'OPERATION_ADD':
      return [...before, ...given];
    case 'OPERATION_REMOVE':
      return before.filter((label) => !given.includes(label));
    case 'OPERATION_UNSPECIFIED':
      break;
  }
  // Not specified, or the number of an operation that only a newer client knows.
  throw invalid('the operation must be set, add or remove');
}

function isSame(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((label, index) => label === right[index]);
}

/** A node may serve several environments: each sentence then says which one it is about. */
async function pendingInAll(pendingChanges: PendingChanges, attachments: readonly Attachment[]): Promise<string[]> {
  const sentences: string[] = [];
  for (const attachment of attachments) {
    const prefix = attachments.length > 1 ? `${environmentTitle(attachment)}: ` : '';
    for (const sentence of await pendingChanges(attachment.environmentId)) sentences.push(prefix + sentence);
  }
  return sentences;
}

function invalid(message: string, nextActions: readonly string[] = []): AppError {
  return new AppError('invalid_argument', { message, nextActions });
}
