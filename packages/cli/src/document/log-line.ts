import { toIso } from '@devopsellence/core';
import type { LogLine } from '../client/control-plane-client.js';
import type { JsonObject } from '../output.js';

/** Where and when a line was written, and what it says: the same wherever log lines are in JSON. */
export function lineFields({ node, container, stderr, at, line }: LogLine): JsonObject {
  return {
    node,
    container,
    stream: stderr ? 'stderr' : 'stdout',
    at: toIso(at),
    line: Buffer.from(line).toString(),
  };
}
