import type { Instant } from '../model/instant.js';
import type { TaskSchedule } from '../model/spec.js';
import { type CronTimes, readCron } from './cron.js';
import { type LocalTime, localTimeIn } from './time-zone.js';

const MINUTE_MS = 60_000;
const HOUR_MINUTES = 60;
const DAY_MINUTES = 1_440;
/** So much a clock is put forward or back at most. */
const SHIFT_MINUTES = 120;
/** A leap day is eight years after the last one at most. */
const HORIZON_MS = 9 * 366 * DAY_MINUTES * MINUTE_MS;

/**
 * The first moment after `after` at which the clock of the schedule's time zone shows one of its times; null when none comes.
 * A time that the clock skips when it is put forward is none, and one that it shows twice is two.
 */
export function nextFiring(schedule: Pick<TaskSchedule, 'cron' | 'timeZone'>, after: Instant): Instant | null {
  const times = readCron(schedule.cron);
  const localTime = localTimeIn(schedule.timeZone);
  let at = (Math.floor(after / MINUTE_MS) + 1) * MINUTE_MS;
  for (const end = after + HORIZON_MS; at <= end; ) {
    const minutes = minutesToSkip(times, localTime(at));
    if (minutes === 0) return at;
    at += minutes * MINUTE_MS;
  }
  return null;
}

/** How far the next time is at least; 0 when it is now. No further than to where the clock may be put forward or back. */
function minutesToSkip(times: CronTimes, local: LocalTime): number {
  const { hour, minute } = local;
  const toNextHour = HOUR_MINUTES - minute;
  if (!isDay(times, local)) {
    return Math.max(toNextHour, DAY_MINUTES - hour * HOUR_MINUTES - minute - SHIFT_MINUTES);
  }
  if (!times.hours.has(hour)) return toNextHour;
  const later = [...times.minutes].filter((each) => each >= minute).map((each) => each - minute);
  return Math.min(toNextHour, ...later);
}

function isDay({ days, months, weekdays, eitherDay }: CronTimes, { month, day, weekday }: LocalTime): boolean {
  const isEither = days.has(day) || weekdays.has(weekday);
  const isBoth = days.has(day) && weekdays.has(weekday);
  return months.has(month) && (eitherDay ? isEither : isBoth);
}
