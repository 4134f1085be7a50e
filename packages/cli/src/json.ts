import type { Json } from './output.js';

/** JSON text that is known to be valid, as a value. */
export function parseJson(text: string): Json {
  return toJson(JSON.parse(text));
}

function toJson(value: unknown): Json {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, toJson(each)]));
  return null;
}
