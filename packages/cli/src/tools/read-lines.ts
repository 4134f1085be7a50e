import { AppError } from '@devopsellence/core';
import type { LogsRequest } from '../client/control-plane-client.js';
import { lineFields } from '../document/log-line.js';
import type { JsonObject } from '../output.js';
import { sanitize } from '../render/sanitize.js';
import type { ToolAnswer, ToolPlace } from './tool-answer.js';

/** The newest lines of services. Lines that are missing are a failure: nobody must take the rest for the whole. */
export async function readLines(
  { client }: Pick<ToolPlace, 'client'>,
  request: Omit<LogsRequest, 'follow'>,
): Promise<ToolAnswer> {
  const lines: string[] = [];
  const log: JsonObject[] = [];
  const failures: string[] = [];
  for await (const entry of client.logs({ ...request, follow: false })) {
    if (entry.kind === 'failure') failures.push(`${sanitize(entry.node)}: ${sanitize(entry.message)}`);
    if (entry.kind !== 'line') continue;
    const text = Buffer.from(entry.line).toString();
    lines.push(request.service === null ? `${entry.node} ${entry.service} | ${text}` : text);
    log.push({ service: entry.service, ...lineFields(entry) });
  }
  if (failures.length > 0) {
    const message = 'log lines of some nodes are missing';
    throw new AppError('node_offline', { message, evidence: failures, nextActions: ['devopsellence node list'] });
  }
  const message = log.length === 1 ? '1 line' : `${log.length} lines`;
  return { message, fields: { lines: log.length, log }, lines: log.length === 0 ? ['No lines.'] : lines };
}
