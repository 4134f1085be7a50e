import { z } from 'zod';
import { BYTE_SIZE_PATTERN, formatByteSize, parseByteSize } from '../byte-size.js';
import { DURATION_PATTERN, formatDuration, MAX_DURATION_MS, parseDuration } from '../duration.js';

/** Least memory with which an engine starts a container. */
export const MIN_MEMORY_BYTES = 6 * 1024 ** 2;
export const MAX_MEMORY_BYTES = 1024 ** 5;

/** A duration as text; milliseconds once parsed. */
export function duration(atLeastMs = 0) {
  const range = `${formatDuration(atLeastMs)} to ${formatDuration(MAX_DURATION_MS)}`;
  const rule = `must be a duration of ${range}`;
  return z
    .string()
    .meta({
      pattern: DURATION_PATTERN.source,
      patternErrorMessage: rule,
      title: 'duration',
      examples: ['250ms', '10s', '5m', '1h30m'],
    })
    .transform((text, context) => {
      const ms = parseDuration(text);
      if (ms !== null && ms >= atLeastMs && ms <= MAX_DURATION_MS) return ms;
      context.addIssue({ code: 'custom', message: rule, params: { hint: 'for example 250ms, 10s, 5m or 1h30m' } });
      return z.NEVER;
    });
}

/** An amount of memory as text; bytes once parsed. */
export function memory() {
  const rule = `must be an amount of memory, at least ${formatByteSize(MIN_MEMORY_BYTES)}`;
  return z
    .string()
    .meta({
      pattern: BYTE_SIZE_PATTERN.source,
      patternErrorMessage: rule,
      title: 'memory',
      examples: ['512k', '256m', '1g'],
    })
    .transform((text, context) => {
      const bytes = parseByteSize(text);
      if (bytes !== null && bytes >= MIN_MEMORY_BYTES && bytes <= MAX_MEMORY_BYTES) return bytes;
      context.addIssue({ code: 'custom', message: rule, params: { hint: 'for example 512k, 256m or 1g' } });
      return z.NEVER;
    });
}

export function portNumber() {
  return z.int().min(1).max(65_535);
}

export function cpus() {
  return z.number().min(0.01).max(1024);
}
