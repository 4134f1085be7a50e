import type { ContainerEngine } from '../engine/container-engine.js';

const LINES = 20;
const MAX_LENGTH = 400;
const PATIENCE_MS = 5_000;

export interface LastLinesQuery {
  readonly engine: ContainerEngine;
  readonly containerId: string;
  /** Takes the values of secrets out of a line, before it is cut. */
  readonly redact: (text: string) => string;
}

/** What a container wrote last, for whoever asks why it ended. */
export async function readLastLines(
  { engine, containerId, redact }: LastLinesQuery,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const lines: string[] = [];
  const query = { containerId, lines: LINES, sinceNs: null, follow: false };
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
  const limited = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
  // Words are no reason to hold up what is known without them.
  return await readLastLines({ ...query, containerId }, limited).catch(() => []);
}
