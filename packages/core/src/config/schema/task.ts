import { z } from 'zod';
import { DEFAULTS } from '../defaults.js';
import { formatDuration } from '../duration.js';
import { dependsOnSchema } from './dependency.js';
import { fallback, inWords, optional, required } from './field.js';
import { duration } from './quantity.js';
import { scheduleSchema } from './schedule.js';
import { name, words } from './text.js';
import { envSchema } from './variables.js';

/** A one-shot command, run with the image, variables, secrets and volumes of a service. */
export function taskSchema() {
  return z.strictObject({
    service: required(name('service'), 'Service whose image, variables, secrets and volumes the task uses.'),
    command: optional(words(), 'Entrypoint. At least one of `command` and `args` is needed.', inWords("the service's")),
    args: optional(words(), "Command. Write `[]` to drop the service's.", inWords("the service's")),
    env: optional(envSchema(), "Variables that are added to, or replace, the service's.", fallback({})),
    timeout: optional(
      duration(1000),
      'The task has failed when it runs longer.',
      fallback(formatDuration(DEFAULTS.task.timeoutMs)),
    ),
    depends_on: optional(
      dependsOnSchema(),
      'Services that must be ready or started first.',
      inWords('what the service depends on'),
    ),
    schedule: optional(
      scheduleSchema(),
      'When to run: five cron fields, read by the clock of UTC, or a mapping. Needed by every task but `release`.',
    ),
  });
}
