import { z } from 'zod';
import { OVERLAPS, type TaskSchedule } from '../../model/spec.js';
import { cronProblem } from '../../schedule/cron.js';
import { isTimeZone, timeZones } from '../../schedule/time-zone.js';
import { DEFAULTS } from '../defaults.js';
import { nearest } from '../nearest.js';
import { fallback, optional, required } from './field.js';

/** Five cron fields. */
function cron() {
  return z
    .string()
    .superRefine((text, context) => {
      const message = cronProblem(text);
      if (message === null) return;
      context.addIssue({ code: 'custom', message, params: { hint: 'for example "0 3 * * *", every night at three' } });
    })
    .meta({ title: 'schedule', examples: ['0 3 * * *'] });
}

function timeZone() {
  return z
    .string()
    .superRefine((text, context) => {
      if (isTimeZone(text)) return;
      const meant = nearest(text, timeZones());
      const hint = meant === null ? 'for example UTC or Europe/Berlin' : `did you mean ${meant}?`;
      context.addIssue({ code: 'custom', message: `must be the name of a time zone, not ${text}`, params: { hint } });
    })
    .meta({ title: 'time zone', examples: ['UTC', 'Europe/Berlin'] });
}

/** When a task runs: five cron fields, or a mapping that says more. */
export function scheduleSchema() {
  return z.union([
    cron(),
    z.strictObject({
      cron: required(cron(), 'When to run, as five cron fields.'),
      time_zone: optional(timeZone(), 'Whose clock the fields are read by.', fallback(DEFAULTS.schedule.timeZone)),
      overlap: optional(
        z.enum(OVERLAPS),
        'While a run goes on the next one is skipped, or ends it and takes its place.',
        fallback(DEFAULTS.schedule.overlap),
      ),
    }),
  ]);
}

/** A schedule with all of its defaults applied, as a spec has it; the specs of older programs have only the fields. */
export function specScheduleSchema() {
  return z.union([
    cron().transform((text): TaskSchedule => ({ cron: text, ...DEFAULTS.schedule })),
    z.strictObject({ cron: cron(), timeZone: timeZone(), overlap: z.enum(OVERLAPS) }),
  ]);
}
