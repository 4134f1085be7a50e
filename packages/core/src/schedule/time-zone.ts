import type { Instant } from '../model/instant.js';

/** What calendar and clock of a place show. */
export interface LocalTime {
  readonly month: number;
  readonly day: number;
  /** 0 is Sunday. */
  readonly weekday: number;
  readonly hour: number;
  readonly minute: number;
}

const NAME = /^[A-Za-z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+)*$/;

/** Whether it is the IANA name of a time zone, as in `Europe/Berlin`, or `UTC`. */
export function isTimeZone(name: string): boolean {
  // Offsets, which some engines take for time zones, know no summer time.
  if (!NAME.test(name)) return false;
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
}

/** All names that there are, but for aliases. */
export function timeZones(): readonly string[] {
  return ['UTC', ...Intl.supportedValuesOf('timeZone')];
}

/** Tells the local time of moments in a time zone, of which `isTimeZone` holds. */
export function localTimeIn(timeZone: string): (at: Instant) => LocalTime {
  const format = formatOf(timeZone);
  return (at) => {
    const numbers = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const of = (type: Intl.DateTimeFormatPartTypes) => numbers.get(type) ?? 0;
    const [month, day] = [of('month'), of('day')];
    return { month, day, weekday: weekdayOf(of('year'), month, day), hour: of('hour'), minute: of('minute') };
  };
}

function weekdayOf(year: number, month: number, day: number): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay();
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
}
