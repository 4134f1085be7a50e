interface CronField {
  readonly name: string;
  readonly lowest: number;
  readonly highest: number;
  /** Names of the numbers from `lowest` on. */
  readonly words: readonly string[];
}

/** The times of a schedule: what each field may be. */
export interface CronTimes {
  readonly minutes: ReadonlySet<number>;
  readonly hours: ReadonlySet<number>;
  readonly days: ReadonlySet<number>;
  readonly months: ReadonlySet<number>;
  /** 0, Sunday, to 6. */
  readonly weekdays: ReadonlySet<number>;
  /** As cron has it: a day of the month or a day of the week is enough where the schedule limits both. */
  readonly eitherDay: boolean;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

const MINUTE: CronField = { name: 'minute', lowest: 0, highest: 59, words: [] };
const HOUR: CronField = { name: 'hour', lowest: 0, highest: 23, words: [] };
const DAY: CronField = { name: 'day of month', lowest: 1, highest: 31, words: [] };
const MONTH: CronField = { name: 'month', lowest: 1, highest: 12, words: MONTHS };
const WEEKDAY: CronField = { name: 'day of week', lowest: 0, highest: 7, words: DAYS };

const FIELDS: readonly CronField[] = [MINUTE, HOUR, DAY, MONTH, WEEKDAY];

const DAYS_IN_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const ITEM = /^(?:\*|([a-z0-9]{1,3})(?:-([a-z0-9]{1,3}))?)(?:\/(\d{1,2}))?$/;

/** What is wrong with a schedule of five cron fields, or null. Numbers, names, ranges, lists and steps are accepted. */
export function cronProblem(schedule: string): string | null {
  const texts = fieldTexts(schedule);
  if (texts.length !== FIELDS.length) return `must have five fields, not ${texts.length}`;
  for (const [index, field] of FIELDS.entries()) {
    const text = texts[index] ?? '';
    if (numbersOf(text, field) === null) {
      return `has no valid ${field.name}: ${text} (${field.lowest} to ${field.highest})`;
    }
  }
  return daysProblem(readCron(schedule));
}

/** The times of a schedule in which `cronProblem` finds nothing wrong; of any other one that never comes. */
export function readCron(schedule: string): CronTimes {
  const texts = fieldTexts(schedule);
  const numbers = (index: number, field: CronField) => numbersOf(texts[index] ?? '', field) ?? new Set<number>();
  return {
    minutes: numbers(0, MINUTE),
    hours: numbers(1, HOUR),
    days: numbers(2, DAY),
    months: numbers(3, MONTH),
    weekdays: new Set([...numbers(4, WEEKDAY)].map((day) => day % DAYS.length)),
    eitherDay: !isAny(texts[2]) && !isAny(texts[4]),
  };
}

function fieldTexts(schedule: string): readonly string[] {
  return schedule.split(' ').filter((text) => text !== '');
}

function daysProblem({ days, months, eitherDay }: CronTimes): string | null {
  const first = Math.min(...days);
  const comes = eitherDay || [...months].some((month) => first <= (DAYS_IN_MONTH[month - 1] ?? 0));
  return comes ? null : `never comes: no such month has a day ${first}`;
}

function isAny(text = ''): boolean {
  return text.startsWith('*');
}

/** Null when the text is none of the field. */
function numbersOf(text: string, field: CronField): ReadonlySet<number> | null {
  const numbers = new Set<number>();
  for (const item of text.toLowerCase().split(',')) {
    const some = numbersOfItem(item, field);
    if (some === null) return null;
    for (const number of some) numbers.add(number);
  }
  return numbers;
}

function numbersOfItem(item: string, field: CronField): readonly number[] | null {
  const match = ITEM.exec(item);
  if (match === null) return null;
  const [, from, to, step = '1'] = match;
  const stride = Number(step);
  if (stride < 1 || stride > field.highest) return null;
  const first = from === undefined ? field.lowest : numberOf(from, field);
  // As in `10/15`: from ten on.
  const open = from === undefined || match[3] !== undefined ? field.highest : first;
  const last = to === undefined ? open : numberOf(to, field);
  if (first === null || last === null || first > last) return null;
  return Array.from({ length: Math.floor((last - first) / stride) + 1 }, (_, index) => first + index * stride);
}

function numberOf(text: string, field: CronField): number | null {
  const word = field.words.indexOf(text);
  if (word >= 0) return field.lowest + word;
  if (!/^\d+$/.test(text)) return null;
  const value = Number(text);
  return value >= field.lowest && value <= field.highest ? value : null;
}
