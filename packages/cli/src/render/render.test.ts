import { describe, expect, it } from 'vitest';
import { PLAIN } from '../colours.js';
import { changesSince, otherWaiting } from '../deploy/changes.js';
import { aNodeStatus, aProgress, aService } from '../testing/builders.js';
import { FakeOutput } from '../testing/fake-io.js';
import { LiveBlock } from './live-block.js';
import { planLines, planSummary } from './plan.js';
import { stepLine, stepsBlock } from './progress.js';
import { tableLines } from './table.js';
import { agoText, elapsedText } from './time.js';

describe('times', () => {
  it.each([
    [0, '0.0 s'],
    [449, '0.4 s'],
    [59_940, '59.9 s'],
    [59_960, '1 min 0 s'],
    [125_000, '2 min 5 s'],
  ])('%i ms took %s', (ms, text) => {
    expect(elapsedText(ms)).toBe(text);
  });

  it.each([
    [-5_000, 'now'],
    [999, 'now'],
    [1_000, '1 second ago'],
    [119_999, '1 minute ago'],
    [7_200_000, '2 hours ago'],
    [86_400_000 * 3, '3 days ago'],
  ])('%i ms before now is %s', (ms, text) => {
    expect(agoText(0, ms)).toBe(text);
  });
});

describe('a table', () => {
  it('has columns as wide as their widest cell and no blanks at the end', () => {
    expect(
      tableLines([
        ['A', 'LONG', 'C'],
        ['aaa', 'b', ''],
        ['', '', 'c'],
      ]),
    ).toEqual(['A    LONG  C', 'aaa  b', '           c']);
  });

  it('pads by what is seen, not by the colours', () => {
    const red = { text: 'x', paint: (text: string) => `<${text}>` };
    expect(
      tableLines([
        [red, 'y'],
        ['long', 'z'],
      ]),
    ).toEqual(['<x>     y', 'long  z']);
  });

  it('is empty without rows', () => {
    expect(tableLines([])).toEqual([]);
  });
});

describe('a plan', () => {
  const change = { order: 'start-first', reasons: [] } as const;
  const plan = [
    {
      node: 'prod-1',
      connection: 'online',
      changes: [
        { ...change, kind: 'create', service: 'redis' },
        { ...change, kind: 'replace', service: 'web', reasons: ['image changed', 'env A changed'] },
        { ...change, kind: 'remove', service: 'old' },
        { ...change, kind: 'unchanged', service: 'cache' },
        { ...change, kind: 'unchanged', service: 'queue' },
      ],
    },
    { node: 'prod-2', connection: 'offline', changes: [] },
  ] as const;

  it('shows each change by its sign and counts the rest', () => {
    expect(planLines(plan, PLAIN)).toEqual([
      'prod-1',
      '  + create redis',
      '  ~ replace web (start-first): image changed, env A changed',
      '  - remove old',
      '  = 2 unchanged',
      'prod-2 (offline)',
      '  nothing runs here',
    ]);
    expect(planSummary({ plan })).toBe('1 create, 1 replace, 1 remove, 2 unchanged on 2 nodes');
    expect(planSummary({ plan: [] })).toBe('nothing on 0 nodes');
  });
});

describe('progress', () => {
  const waiting = (detail: string) =>
    aService({
      state: 'pulling',
      settled: false,
      ready: false,
      waitingOn: [{ reason: 'image', subject: 'web', detail, since: null }],
    });

  it('says nothing of what runs before and is left alone', () => {
    expect(changesSince(null, aProgress('running', [aService()])).changed).toEqual([]);
  });

  it('says what changes, and not each tick of a detail', () => {
    const first = changesSince(null, aProgress('running', [waiting('12 of 80 MB')]));
    const second = changesSince(first.steps, aProgress('running', [waiting('13 of 80 MB')]));
    const third = changesSince(second.steps, aProgress('running', [aService()]));
    expect([first, second, third].map(({ changed }) => changed.map(({ state, detail }) => [state, detail]))).toEqual([
      [['pulling', '12 of 80 MB']],
      [],
      [['settled', '']],
    ]);
  });

  it('tells of a node that goes away and comes back', () => {
    const progress = (connection: 'online' | 'offline') => ({
      ...aProgress('running', []),
      nodes: [aNodeStatus({ connection, services: [] })],
    });
    const first = changesSince(null, progress('online'));
    const second = changesSince(first.steps, progress('offline'));
    const third = changesSince(second.steps, progress('online'));
    expect([second, third].map(({ changed }) => changed.map(({ service, state }) => [service, state]))).toEqual([
      [[null, 'offline']],
      [[null, 'online']],
    ]);
  });

  it('does not believe a node that has not taken the newest desired state', () => {
    const nodes = [aNodeStatus({ revision: 4, observedRevision: 3, services: [waiting('x')] })];
    expect(changesSince(null, { ...aProgress('running', []), nodes }).changed).toEqual([]);
  });

  it('says what the deployment waits for only where no step says it', () => {
    const said = { waiting: ['prod-1: web: 12 of 80 MB', 'prod-2: comes after prod-1'] };
    expect(otherWaiting(aProgress('running', [waiting('12 of 80 MB')], said))).toEqual(['prod-2: comes after prod-1']);
  });

  it('is a line for each step, or a block of what is open', () => {
    const { steps, changed } = changesSince(
      null,
      aProgress('running', [waiting('12 of 80 MB'), aService({ name: 'redis' })]),
    );
    expect(changed.map((step) => stepLine(step, { colours: PLAIN, elapsedMs: 1_200 }))).toEqual([
      '   1.2 s  prod-1 web: pulling (12 of 80 MB)',
    ]);
    const since = (ms: number) => ({ reason: 'dependency', subject: 'redis', detail: 'on redis', since: ms });
    const waits = aService({ state: 'waiting', settled: false, waitingOn: [since(7_000), since(9_000)] });
    const block = stepsBlock(changesSince(null, aProgress('running', [waits])).steps, [], {
      colours: PLAIN,
      now: 12_000,
      elapsedMs: 1_200,
    });
    expect(block[0]).toBe('  prod-1  web  waiting  on redis; on redis, for 5.0 s');
    expect(stepsBlock(steps, ['prod-2 comes next'], { colours: PLAIN, now: 0, elapsedMs: 1_200 })).toEqual([
      '  prod-1  web  pulling  12 of 80 MB',
      '  … prod-2 comes next',
      '  1 of 2 settled, 1.2 s',
    ]);
  });
});

describe('a live block', () => {
  it('is drawn over itself and never taller than the terminal', () => {
    const stream = new FakeOutput(true);
    stream.rows = 4;
    const block = new LiveBlock(stream);
    block.draw(['a', 'b']);
    block.draw(['1', '2', '3', '4', '5']);
    block.clear();
    expect(stream.text).toBe(
      '\r\u001b[0J\u001b[?7la\nb\n\u001b[?7h' +
        '\u001b[2A\r\u001b[0J\u001b[?7l1\n2\n… 3 more\n\u001b[?7h' +
        '\u001b[3A\r\u001b[0J',
    );
  });
});
