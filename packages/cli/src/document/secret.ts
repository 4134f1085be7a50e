import { toIso } from '@devopsellence/core';
import type { Secret } from '../client/control-plane-client.js';
import type { JsonObject } from '../output.js';

export function secretFields({ name, service, versionId, updatedAt, updatedBy }: Secret): JsonObject {
  return { name, service, version_id: versionId, updated_at: toIso(updatedAt), updated_by: updatedBy };
}
