import type { ContainerEngine } from '../engine/container-engine.js';

const LINES = 20;
const MAX_LENGTH = 400;

/** What a container wrote last, for whoever asks why it ended. */
export async function readLastLines(
  engine: ContainerEngine,
  containerId: string,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const lines: string[] = [];
  const query = { containerId, lines: LINES, since: null, follow: false };
  for await (const { line } of engine.logs(query, signal)) lines.push(line.toString('utf8').slice(0, MAX_LENGTH));
  return lines.slice(-LINES);
}
