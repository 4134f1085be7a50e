import { toIso } from '@devopsellence/core';
import type { Backup, RestoreOutline } from '../client/backup-client.js';
import type { JsonObject } from '../output.js';
import { momentOf } from './moment.js';

export function backupFields(backup: Backup): JsonObject {
  const { id, reason, madeAt, productVersion, size, sha256, masterKeyId, path, isWhole, ...contents } = backup;
  const { nodes, tokens, environments, secrets } = contents;
  return {
    id,
    reason,
    made_at: toIso(madeAt),
    product_version: productVersion,
    bytes: size,
    sha256,
    master_key_id: masterKeyId,
    path,
    whole: isWhole,
    contents: { nodes, tokens, environments, secrets },
  };
}

export function restoreFields(outline: RestoreOutline): JsonObject {
  const named = (list: RestoreOutline['nodesBack']) => list.map(({ id, name }) => ({ id, name }));
  const tokens = (list: RestoreOutline['tokensBack']) => list.map(({ id, name, role }) => ({ id, name, role }));
  return {
    backup: backupFields(outline.backup),
    comes_back: {
      tokens: tokens(outline.tokensBack),
      nodes: named(outline.nodesBack),
      environments: outline.environmentsBack,
    },
    is_gone: {
      tokens: tokens(outline.tokensGone),
      nodes: named(outline.nodesGone),
      environments: outline.environmentsGone,
    },
    join_tokens_refused: outline.joinTokensRefused,
    keys_differ: outline.keysDiffer,
    own_token_gone: outline.ownTokenGone,
    saved_backup: outline.savedBackup === '' ? null : outline.savedBackup,
    restored_at: momentOf(outline.restoredAt),
  };
}
