import { inspect } from 'node:util';
import type { Logger } from '@devopsellence/runtime';

/** What programs log, as text, down to the debug lines and the causes of errors. */
export class CapturedLog {
  readonly lines: string[] = [];

  get text(): string {
    return this.lines.join('\n');
  }

  logger(component: string): Logger {
    const add = (level: string) => (fields: object, message: string) => {
      this.lines.push(`${level} ${component}: ${message} ${inspect(fields, { depth: 8, breakLength: Infinity })}`);
    };
    return {
      debug: add('debug'),
      info: add('info'),
      warn: add('warn'),
      error: add('error'),
      child: (fields) => this.logger(`${component} ${inspect(fields, { breakLength: Infinity })}`),
    };
  }
}
