import type { Colours } from '../colours.js';
import { sanitize } from './sanitize.js';

/** What every line of one agent has in common, or what is shown in another place. */
const LEFT_OUT: ReadonlySet<string> = new Set(['time', 'level', 'msg', 'component', 'node']);

/** A line of an agent's log for people: moment, level, message, then what else it says. Other text stays as it is. */
export function agentLogLine(line: string, colours: Colours): string {
  const fields = fieldsOf(line);
  if (fields === null) return sanitize(line);
  const { time, level, msg } = fields;
  const rest = Object.entries(fields).filter(([name]) => !LEFT_OUT.has(name));
  const details = rest.map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const word = String(level ?? '').padEnd(5);
  const painted = level === 'error' ? colours.red(word) : level === 'warn' ? colours.yellow(word) : word;
  return `${sanitize(String(time ?? ''))} ${painted} ${sanitize([msg, ...details].join(' '))}`;
}

function fieldsOf(line: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}
