import { toIso } from '@devopsellence/core';
import type { Registry } from '../client/registry-client.js';
import type { JsonObject } from '../output.js';

export function registryFields({ host, username, namespace, updatedAt }: Registry): JsonObject {
  return { host, username, namespace, updated_at: toIso(updatedAt) };
}
