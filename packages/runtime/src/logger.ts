import { pino } from 'pino';
import type { LogRing } from './log-ring.js';

/** Structured log: one JSON line an event, on stderr. Values of secrets are never passed to it. */
export interface Logger {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
  child(fields: Record<string, unknown>): Logger;
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** Logs to stderr. With `ring`, the last lines are kept there, too. */
export function createLogger(component: string, level: LogLevel, ring?: LogRing): Logger {
  const stderr = pino.destination({ dest: 2, sync: true });
  return pino(
    {
      level,
      base: { component },
      // Errors are logged as `error`; without this pino would print {} for them.
      serializers: { error: pino.stdSerializers.errWithCause },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    ring === undefined ? stderr : { write: (line: string) => keepAndWrite(ring, stderr, line) },
  );
}

function keepAndWrite(ring: LogRing, stderr: { write(line: string): boolean }, line: string): void {
  ring.add(line);
  stderr.write(line);
}
