import { DEFAULTS } from '../config/defaults.js';
import { formatDuration, parseDuration } from '../config/duration.js';
import type { Check, Readiness } from '../model/probe.js';
import { argumentProblem } from './argument-problem.js';
import { formatCommand, parseCommand } from './command-text.js';

const ARGUMENT = 'readiness';
const FORM =
  'write http:/path[:port], tcp[:port] or command:WORDS, and after it ,interval=5s,timeout=2s,retries=3,start_period=1s as needed';

type Tunables = Omit<Readiness, 'check'>;

/** How often and how patiently a check is made, as it is written behind the check. */
const TUNABLE = /,\s*(interval|timeout|retries|start_period)=([^,]*)$/;

/**
 * A readiness in one text: `http:/path[:port]`, `tcp[:port]` or `command:WORDS`, and then its tunables, with commas
 * between. Without a port it is the one given here.
 */
export function parseReadiness(text: string, defaultPort: number): Readiness {
  let check = text.trim();
  let tunables: Tunables = DEFAULTS.probe;
  const seen = new Set<string>();
  for (let match = TUNABLE.exec(check); match !== null; match = TUNABLE.exec(check)) {
    const [, name = '', value = ''] = match;
    if (seen.has(name)) throw argumentProblem(ARGUMENT, `sets ${name} twice`);
    seen.add(name);
    tunables = { ...tunables, ...tunableOf(name, value.trim()) };
    check = check.slice(0, match.index).trimEnd();
  }
  return { check: checkOf(check, defaultPort), ...tunables };
}

/** Whether the text says on which port; a command needs none. */
export function namesPort(text: string): boolean {
  return !/^\s*(?:tcp|http:\/[^:,]*)\s*(?:,|$)/.test(text);
}

/** The readiness as `parseReadiness` reads it back. */
export function formatReadiness({ check, intervalMs, timeoutMs, retries, startPeriodMs }: Readiness): string {
  const durations = { interval: intervalMs, timeout: timeoutMs, start_period: startPeriodMs };
  const written = Object.entries(durations).map(([name, ms]) => `${name}=${formatDuration(ms)}`);
  return [formatCheck(check), ...written, `retries=${retries}`].join(',');
}

function formatCheck(check: Check): string {
  switch (check.kind) {
    case 'http':
      return `http:${check.path}:${check.port}`;
    case 'tcp':
      return `tcp:${check.port}`;
    case 'command':
      return `command:${formatCommand(check.command)}`;
  }
}

function tunableOf(name: string, value: string): Partial<Tunables> {
  if (name === 'retries') {
    const retries = /^\d{1,4}$/.test(value) ? Number(value) : 0;
    if (retries >= 1 && retries <= 1000) return { retries };
    throw argumentProblem(ARGUMENT, 'has retries that are no number from 1 to 1000');
  }
  const ms = parseDuration(value);
  if (ms === null) throw argumentProblem(ARGUMENT, `has no duration behind ${name}`, 'for example 500ms, 10s or 1m');
  if (name === 'interval') return { intervalMs: ms };
  return name === 'timeout' ? { timeoutMs: ms } : { startPeriodMs: ms };
}

function checkOf(text: string, defaultPort: number): Check {
  const [, kind, rest] = /^(http|tcp|command)(?::([\s\S]*))?$/.exec(text) ?? [];
  if (kind === 'tcp') return { kind, port: portOf(rest, defaultPort) };
  if (kind === 'command') {
    const command = parseCommand(rest ?? '');
    if (command.length > 0) return { kind, command };
  }
  const [, path, port] = /^(\/[^\s:,]*)(?::(.*))?$/.exec(rest ?? '') ?? [];
  if (kind === 'http' && path !== undefined) return { kind, path, port: portOf(port, defaultPort) };
  throw argumentProblem(ARGUMENT, 'is no check', FORM);
}

function portOf(text: string | undefined, defaultPort: number): number {
  if (text === undefined) return defaultPort;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port >= 1 && port <= 65_535) return port;
  throw argumentProblem(ARGUMENT, 'has a port that is no number from 1 to 65535', FORM);
}
