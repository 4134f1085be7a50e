interface CronField {
  readonly name: string;
  readonly lowest: number;
  readonly highest: number;
  /** Names of the numbers from `lowest` on. */
  readonly words: readonly string[];
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

const FIELDS: readonly CronField[] = [
  { name: 'minute', lowest: 0, highest: 59, words: [] },
  { name: 'hour', lowest: 0, highest: 23, words: [] },
  { name: 'day of month', lowest: 1, highest: 31, words: [] },
  { name: 'month', lowest: 1, highest: 12, words: MONTHS },
  { name: 'day of week', lowest: 0, highest: 7, words: DAYS },
];

const ITEM = /^(?:\*|([a-z0-9]{1,3})(?:-([a-z0-9]{1,3}))?)(?:\/(\d{1,2}))?$/;

/** What is wrong with a schedule of five cron fields, or null. Numbers, names, ranges, lists and steps are accepted. */
export function cronProblem(schedule: string): string | null {
  const texts = schedule.split(' ').filter((text) => text !== '');
  if (texts.length !== FIELDS.length) return `must have five fields, not ${texts.length}`;
  for (const [index, field] of FIELDS.entries()) {
    const text = texts[index] ?? '';
    if (!text.split(',').every((item) => isItem(item.toLowerCase(), field))) {
      return `has no valid ${field.name}: ${text} (${field.lowest} to ${field.highest})`;
    }
  }
  return null;
}

function isItem(item: string, field: CronField): boolean {
  const match = ITEM.exec(item);
  if (match === null) return false;
  const [, from, to, step] = match;
  if (step !== undefined && (Number(step) < 1 || Number(step) > field.highest)) return false;
  if (from === undefined) return true;
  const first = numberOf(from, field);
  const last = to === undefined ? first : numberOf(to, field);
  return first !== null && last !== null && first <= last;
}

function numberOf(text: string, field: CronField): number | null {
  const word = field.words.indexOf(text);
  if (word >= 0) return field.lowest + word;
  if (!/^\d+$/.test(text)) return null;
  const value = Number(text);
  return value >= field.lowest && value <= field.highest ? value : null;
}
