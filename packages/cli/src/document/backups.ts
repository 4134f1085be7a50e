import { toIso } from '@devopsellence/core';
import type { Backup } from '../client/backup-client.js';
import type { JsonObject } from '../output.js';

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
