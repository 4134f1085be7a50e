import type { Logger } from '@devopsellence/runtime';
import { createTask, validateDetailed } from 'node-cron';
import type { Timetable } from './timetable.js';

/** A schedule of five cron fields, in the time of a place. */
export interface CronSchedule {
  readonly cron: string;
  /** IANA name, for example `Europe/Berlin`. */
  readonly timeZone: string;
}

/** What is wrong with the fields of a schedule, or null. */
export function cronProblem(cron: string): string | null {
  const fields = cron.split(/\s+/).length;
  if (fields !== 5) return `must have five fields, not ${fields}`;
  const [error] = validateDetailed(cron).errors;
  return error === undefined ? null : `is no schedule: ${error.message}`;
}

/** The schedule on the clock of this machine. */
export class CronTimetable implements Timetable {
  readonly #schedule: CronSchedule;
  readonly #logger: Logger;

  constructor(schedule: CronSchedule, logger: Logger) {
    this.#schedule = schedule;
    this.#logger = logger;
  }

  get intervalMs(): number {
    const task = this.#task(() => undefined);
    const [first, second] = task.getNextRuns(2);
    void task.destroy();
    return first === undefined || second === undefined ? Number.MAX_SAFE_INTEGER : second.getTime() - first.getTime();
  }

  follow(due: () => void, signal: AbortSignal): void {
    if (signal.aborted) return;
    const task = this.#task(due);
    task.on('execution:missed', due);
    signal.addEventListener('abort', () => void task.destroy(), { once: true });
    void task.start();
  }

  #task(due: () => void) {
    const { cron, timeZone } = this.#schedule;
    return createTask(cron, due, { timezone: timeZone, logger: this.#cronLogger() });
  }

  /** By default it would write to the terminal. */
  #cronLogger() {
    const text = (message: string | Error) => (message instanceof Error ? message.message : message);
    return {
      debug: (message: string | Error) => this.#logger.debug({}, text(message)),
      info: (message: string) => this.#logger.info({}, message),
      warn: (message: string) => this.#logger.warn({}, message),
      error: (message: string | Error) => this.#logger.error({ error: message }, 'the timetable failed'),
    };
  }
}
