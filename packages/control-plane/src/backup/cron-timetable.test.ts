import { silentLogger } from '@devopsellence/runtime/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CronTimetable } from './cron-timetable.js';

const HOUR_MS = 3_600_000;

/** The moments at which the schedule was due between two moments. */
async function dueBetween(cron: string, timeZone: string, from: string, to: string): Promise<readonly string[]> {
  vi.setSystemTime(from);
  const stop = new AbortController();
  const times: string[] = [];
  new CronTimetable({ cron, timeZone }, silentLogger).follow(() => times.push(new Date().toISOString()), stop.signal);
  await vi.advanceTimersByTimeAsync(Date.parse(to) - Date.parse(from));
  stop.abort();
  await vi.advanceTimersByTimeAsync(48 * HOUR_MS);
  return times;
}

describe('a schedule of cron fields', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  it('is due at its times, in the time of its place, until it is stopped', async () => {
    const times = await dueBetween('30 3 * * *', 'Europe/Berlin', '2026-10-24T00:00:00Z', '2026-10-26T12:00:00Z');
    // The clocks of the place are set back on the 25th.
    expect(times).toEqual(['2026-10-24T01:30:00.000Z', '2026-10-25T02:30:00.000Z', '2026-10-26T02:30:00.000Z']);
  });

  it('that was slept over is due once the machine wakes', async () => {
    vi.setSystemTime('2026-03-01T02:59:00Z');
    const stop = new AbortController();
    let count = 0;
    new CronTimetable({ cron: '0 3 * * *', timeZone: 'UTC' }, silentLogger).follow(() => {
      count += 1;
    }, stop.signal);
    vi.setSystemTime('2026-03-01T07:00:00Z');
    await vi.advanceTimersByTimeAsync(61_000);
    expect(count).toBe(1);
    stop.abort();
  });

  it.each([
    ['0 3 * * *', 24 * HOUR_MS],
    ['*/15 * * * *', HOUR_MS / 4],
    ['0 3 * * sun', 7 * 24 * HOUR_MS],
  ])('%s knows how far its times are apart', (cron, intervalMs) => {
    vi.setSystemTime('2026-03-02T12:00:00Z');
    expect(new CronTimetable({ cron, timeZone: 'UTC' }, silentLogger).intervalMs).toBe(intervalMs);
  });
});
