import type { wire } from '@devopsellence/protocol';
import type { LiveRestore, Restored, RestoreOutline } from '../backup/live-restore.js';
import type { Node, OperatorToken } from '../store/index.js';
import { encodeBackup } from './backups.js';
import type { OperatorContext, UnaryHandlers } from './handler.js';

export function restoreBackupHandlers(liveRestore: LiveRestore): Pick<UnaryHandlers, 'RestoreBackup'> {
  return { RestoreBackup: (request, context) => restoreBackup(liveRestore, request, context) };
}

async function restoreBackup(
  liveRestore: LiveRestore,
  { backup, dryRun }: wire.RestoreBackupRequest__Output,
  { operator, correlationId, signal }: OperatorContext,
): Promise<wire.RestoreBackupReply> {
  const author = { actor: operator.tokenName, correlationId };
  if (dryRun) return encode(await liveRestore.preview(backup, author), operator.tokenId);
  const restored = await liveRestore.restore(backup, author, signal);
  return { ...encode(restored, operator.tokenId), ...encodeRestored(restored) };
}

function encode({ backup, back, gone, ...outline }: RestoreOutline, ownToken: string): wire.RestoreBackupReply {
  return {
    backup: encodeBackup(backup),
    tokensBack: back.tokens.map(encodeToken),
    tokensGone: gone.tokens.map(encodeToken),
    nodesBack: back.nodes.map(encodeNode),
    nodesGone: gone.nodes.map(encodeNode),
    environmentsBack: [...back.environments],
    environmentsGone: [...gone.environments],
    joinTokensRefused: outline.joinTokensRefused,
    keysDiffer: outline.keysDiffer,
    ownTokenGone: gone.tokens.some(({ id }) => id === ownToken),
  };
}

function encodeRestored({ saved, restoredAt }: Restored): wire.RestoreBackupReply {
  return { savedBackup: saved, restoredAtMs: restoredAt };
}

function encodeToken({ id, name, role }: OperatorToken): wire.RestoredToken {
  return { id, name, role };
}

function encodeNode({ id, name }: Node): wire.RestoredNode {
  return { id, name };
}
