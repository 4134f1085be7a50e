import type { ContainerEngine } from '../engine/container-engine.js';

const LINES = 20;
const MAX_LENGTH = 400;
const PATIENCE_MS = 5_000;

export interface LastLinesQuery {
  readonly engine: ContainerEngine;
  readonly containerId: string;
  /** Takes the values of secrets out of a line, before it is cut. */
  readonly redact: (text: string) => string;
  /** Nothing older; null for no limit. In nanoseconds since the epoch. */
  readonly sinceNs: bigint | null;
}

/** What a container wrote last, for whoever asks why it ended. */
async function readLastLines(
  { engine, containerId, redact, sinceNs }: LastLinesQuery,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const lines: string[] = [];
  const query = { containerId, lines: LINES, sinceNs, follow: false };
  for await (const { line } of engine.logs(query, signal))
    lines.push(redact(line.toString('utf8')).slice(0, MAX_LENGTH));
  return lines.slice(-LINES);
}

/** The same of a container that may never have been; nothing, where the engine does not say it soon. */
export async function lastLinesInTime(
  { containerId, ...query }: Omit<LastLinesQuery, 'containerId'> & { readonly containerId: string | null },
  signal: AbortSignal,
): Promise<readonly string[]> {
  if (containerId === null) return [];
  // Words are no reason to hold up what is known without them.
  return await readLastLines({ ...query, containerId }, inTime(signal)).catch(() => []);
}

/** Aborts with the signal, or when nobody waits any longer for what an engine says of a container that ended. */
export function inTime(signal: AbortSignal): AbortSignal {
  return AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
}
