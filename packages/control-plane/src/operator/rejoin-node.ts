import { AppError } from '@devopsellence/core';
import type { wire } from '@devopsellence/protocol';
import type { Clock } from '@devopsellence/runtime';
import { requireNode, type Store } from '../store/index.js';
import { audit } from './audit.js';
import type { OperatorContext, UnaryHandlers } from './handler.js';
import { type JoinTokens, joinPlace, requireJoinExpiry } from './join-offer.js';

export interface RejoinNodeDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly joinTokens: JoinTokens;
  /** host:port of this API, as the node should dial it. */
  readonly operatorAddress: () => string;
}

export function rejoinNodeHandlers(deps: RejoinNodeDeps): Pick<UnaryHandlers, 'RejoinNode'> {
  return { RejoinNode: (request, context) => rejoinNode(deps, request, context) };
}

async function rejoinNode(
  { store, clock, joinTokens, operatorAddress }: RejoinNodeDeps,
  { node: nameOrId, expiresInMs }: wire.RejoinNodeRequest__Output,
  context: OperatorContext,
): Promise<wire.RegisterNodeReply> {
  const at = clock.now();
  const expiresAt = at + requireJoinExpiry(expiresInMs);
  const { name, joinToken } = await store.transaction(async (trx) => {
    const node = await requireNode(trx, nameOrId);
    if (node.joinedAt === null) throw neverJoined(node.name || node.id);
    await audit(trx, context, {
      at,
      action: 'node.rejoin_allowed',
      subject: `node ${node.name}`,
      details: { node_id: node.id, expires_at: expiresAt },
    });
    return { name: node.name, joinToken: await joinTokens.mint(trx, { nodeId: node.id, expiresAt }) };
  });
  return { name, expiresAtMs: expiresAt, ...joinPlace(operatorAddress(), joinToken) };
}

function neverJoined(name: string): AppError {
  return new AppError('invalid_argument', {
    message: `node ${name} has never joined`,
    reason: 'only a node that was here before can come back',
    nextActions: [
      'use the join token it was registered with, while that is valid',
      `devopsellence node register --name ${name}   # once that has expired`,
    ],
  });
}
