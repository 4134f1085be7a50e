import { readFileIfExists } from '@devopsellence/runtime';
import { isObject, isString, isStringList, parseObject } from '../state/json.js';
import { type ImageRecord, NO_IMAGES, type ReleaseImages } from './retention.js';

export function imageRecordText(record: ImageRecord): string {
  return JSON.stringify(record);
}

/** What an earlier agent recorded. What cannot be read counts as not ours, and stays on the engine. */
export async function readImageRecord(path: string): Promise<ImageRecord> {
  const file = await readFileIfExists(path);
  const value = file === null ? null : parseObject(file.toString('utf8'));
  if (value === null || !isStringList(value.pulled) || !isObject(value.environments)) return NO_IMAGES;
  const environments: Record<string, readonly ReleaseImages[]> = {};
  for (const [id, releases] of Object.entries(value.environments)) environments[id] = parseReleases(releases);
  return { pulled: value.pulled, environments };
}

function parseReleases(value: unknown): readonly ReleaseImages[] {
  return Array.isArray(value) ? value.flatMap(parseRelease) : [];
}

/** One of an agent that did not record whether it settled may have. */
function parseRelease(value: unknown): readonly ReleaseImages[] {
  if (!isObject(value) || !isString(value.releaseId) || !isStringList(value.images)) return [];
  return [{ releaseId: value.releaseId, images: value.images, hasSettled: value.hasSettled !== false }];
}
