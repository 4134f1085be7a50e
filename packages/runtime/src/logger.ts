import { pino } from 'pino';

/** Structured log: one JSON line an event, on stderr. Values of secrets are never passed to it. */
export interface Logger {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
  child(fields: Record<string, unknown>): Logger;
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

export function createLogger(component: string, level: LogLevel): Logger {
  return pino(
    {
      level,
      base: { component },
      // Errors are logged as `error`; without this pino would print {} for them.
      serializers: { error: pino.stdSerializers.errWithCause },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    pino.destination({ dest: 2, sync: true }),
  );
}
