import type { z } from 'zod';

/** A default that is no fixed value, told to people only. */
interface InWords {
  readonly 'x-default': string;
}

export function inWords(text: string): InWords {
  return { 'x-default': text };
}

/** A field that may be absent. Its default is applied by the resolver, so that overlays can be merged before. */
export function optional<T extends z.ZodType>(
  schema: T,
  description: string,
  fallback: InWords | { readonly fallback?: unknown } = {},
): z.ZodOptional<T> {
  return schema.optional().meta({ description, ...fallback });
}

/** A fixed default, in the notation of the config. */
export function fallback(value: unknown): { readonly fallback: unknown } {
  return { fallback: value };
}

export function required<T extends z.ZodType>(schema: T, description: string): T {
  return schema.meta({ description });
}
