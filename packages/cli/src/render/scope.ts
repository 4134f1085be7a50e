import { toIso } from '@devopsellence/core';
import type { Scope } from '../client/access-client.js';

/** `acme/shop/production`, or `the whole fleet`. */
export function scopeText({ organization, project, environment }: Scope): string {
  const names = [organization, project, environment].filter((name) => name !== null);
  return names.length === 0 ? 'the whole fleet' : names.join('/');
}

/** `never`, a moment, or that it has passed. */
export function expiryText(expiresAt: number | null, now: number): string {
  if (expiresAt === null) return 'never';
  return expiresAt <= now ? `expired at ${toIso(expiresAt)}` : toIso(expiresAt);
}
