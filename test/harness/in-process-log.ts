import { inspect } from 'node:util';
import type { Logger, LogRing } from '@devopsellence/runtime';

/** What programs log, as text, down to the debug lines and the causes of errors. */
export class CapturedLog {
  readonly lines: string[] = [];

  get text(): string {
    return this.lines.join('\n');
  }

  /** With `ring`, its lines go there, too. */
  logger(component: string, ring?: LogRing): Logger {
    const add = (level: string) => (fields: object, message: string) => {
      this.lines.push(`${level} ${component}: ${message} ${inspect(fields, { depth: 8, breakLength: Infinity })}`);
      ring?.add(this.lines.at(-1) ?? '');
    };
    return {
      debug: add('debug'),
      info: add('info'),
      warn: add('warn'),
      error: add('error'),
      child: (fields) => this.logger(`${component} ${inspect(fields, { breakLength: Infinity })}`, ring),
    };
  }
}
