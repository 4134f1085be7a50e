import { describe, expect, it } from 'vitest';
import { aKeptExit } from '../testing/a-kept-exit.js';
import { ExitStore } from './exit-store.js';

const ENVIRONMENT = 'env-1';

describe('the exits that are kept', () => {
  it('are the newest five of a service, oldest first, of whatever container', () => {
    const store = new ExitStore(new Map());
    for (const at of [10, 20, 40, 30, 50, 60]) {
      store.add(ENVIRONMENT, 'web', aKeptExit({ containerId: `c-${at % 20}`, startedAt: at, endedAt: at + 1 }));
    }
    expect(store.of(ENVIRONMENT, 'web').map(({ startedAt }) => startedAt)).toEqual([20, 30, 40, 50, 60]);
    expect(store.of('env-2', 'web')).toEqual([]);
  });

  it('hold one of each run', () => {
    const store = new ExitStore(new Map());
    store.add(ENVIRONMENT, 'web', aKeptExit({ lastLines: [] }));
    store.add(ENVIRONMENT, 'web', aKeptExit({ lastLines: ['boom'] }));
    expect(store.of(ENVIRONMENT, 'web')).toMatchObject([{ lastLines: ['boom'] }]);
  });

  it('take bounded room: what ended longest ago goes first', () => {
    const store = new ExitStore(new Map());
    const lastLines = Array.from({ length: 20 }, () => 'x'.repeat(400));
    for (let at = 1; at <= 100; at++) {
      store.add(ENVIRONMENT, `service-${at}`, aKeptExit({ startedAt: at, endedAt: at, lastLines }));
    }
    const kept = [...store.content().keys()];
    expect(kept.at(-1)).toBe(`${ENVIRONMENT}/service-100`);
    expect(kept).not.toContain(`${ENVIRONMENT}/service-1`);
    expect(JSON.stringify([...store.content()]).length).toBeLessThan(600 * 1024);
    expect(kept.length).toBeGreaterThan(50);
  });
});
