import type { MachineFacts } from './machine.js';

/** What the script `examine` has printed. What it did not say reads as absent. */
export function readFacts(printed: string): MachineFacts {
  const text = readLines(printed);
  return {
    distribution: text('distribution')
      .split(/\s+/)
      .filter((name) => name !== ''),
    systemName: text('system') || 'an unknown system',
    architecture: text('architecture'),
    hasSystemd: text('systemd') === 'yes',
    engineVersion: text('engine') || null,
    engineError: text('engine_error'),
    freeBytes: Number(text('free').split(/\s+/)[3] ?? 0) * 1024 || 0,
    agentDigest: text('agent') || null,
    provenDigest: text('proven') || null,
    runsInstalled: text('runs_installed') === 'yes',
    joinedAs: readIdentity(text('identity')),
  };
}

/** What lines `key=value` say of a key; empty when they do not. */
export function readLines(printed: string): (key: string) => string {
  const said = new Map(printed.split('\n').map(splitLine));
  return (key) => said.get(key)?.trim() ?? '';
}

function splitLine(line: string): readonly [string, string] {
  const at = line.indexOf('=');
  return at === -1 ? ['', ''] : [line.slice(0, at), line.slice(at + 1)];
}

function readIdentity(base64: string): MachineFacts['joinedAs'] {
  try {
    const value: unknown = JSON.parse(Buffer.from(base64, 'base64').toString());
    if (typeof value !== 'object' || value === null || !('nodeId' in value) || !('nodeName' in value)) return null;
    const { nodeId, nodeName } = value;
    return typeof nodeId === 'string' && typeof nodeName === 'string' ? { nodeId, nodeName } : null;
  } catch {
    return null;
  }
}
