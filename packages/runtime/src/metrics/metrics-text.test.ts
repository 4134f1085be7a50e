import { describe, expect, it } from 'vitest';
import { Histogram } from './histogram.js';
import { counter, gauge, samplesBy } from './metric.js';
import { metricsText } from './metrics-text.js';
import { Tally } from './tally.js';

describe('the metrics page', () => {
  it('names each metric, says what it is, and lists its samples', () => {
    const page = metricsText([
      gauge('memory_bytes', 'Memory.', 12.5),
      counter('calls_total', 'Calls.', samplesBy('code', { ok: 3, failed: 0 })),
    ]);
    expect(page).toBe(`# HELP memory_bytes Memory.
# TYPE memory_bytes gauge
memory_bytes 12.5

# HELP calls_total Calls.
# TYPE calls_total counter
calls_total{code="ok"} 3
calls_total{code="failed"} 0
`);
  });

  it('writes what would break a line so that it does not', () => {
    const labels = { a: 'x"y\\z\nend', b: '' };
    expect(metricsText([gauge('g', 'back\\slash\nline', [{ labels, value: 1 }])])).toBe(
      '# HELP g back\\\\slash\\nline\n# TYPE g gauge\ng{a="x\\"y\\\\z\\nend",b=""} 1\n',
    );
  });

  it.each([
    [Number.POSITIVE_INFINITY, '+Inf'],
    [Number.NEGATIVE_INFINITY, '-Inf'],
    [Number.NaN, 'NaN'],
    [1e21, '1e+21'],
  ])('writes %d as %s', (value, text) => {
    expect(metricsText([gauge('g', 'G.', value)])).toContain(`\ng ${text}\n`);
  });
});

describe('a histogram', () => {
  it('counts in each bucket all that are not above its bound, for each combination of labels', () => {
    const histogram = new Histogram({ name: 'h', help: 'H.', buckets: [0.1, 1] });
    for (const value of [0.05, 0.1, 0.5, 7]) histogram.observe({ kind: 'a' }, value);
    histogram.observe({ kind: 'b' }, 1);
    expect(metricsText([histogram.metric]).split('\n').slice(1, -1)).toEqual([
      '# TYPE h histogram',
      'h_bucket{kind="a",le="0.1"} 2',
      'h_bucket{kind="a",le="1"} 3',
      'h_bucket{kind="a",le="+Inf"} 4',
      'h_sum{kind="a"} 7.65',
      'h_count{kind="a"} 4',
      'h_bucket{kind="b",le="0.1"} 0',
      'h_bucket{kind="b",le="1"} 1',
      'h_bucket{kind="b",le="+Inf"} 1',
      'h_sum{kind="b"} 1',
      'h_count{kind="b"} 1',
    ]);
  });
});

describe('a tally', () => {
  it('adds up by labels, and takes away again', () => {
    const tally = new Tally();
    tally.add({ method: 'a', code: 'ok' });
    tally.add({ method: 'a', code: 'ok' });
    tally.add({ method: 'a', code: 'failed' }, 5);
    tally.add({ method: 'a', code: 'failed' }, -5);
    expect(tally.samples).toEqual([
      { labels: { method: 'a', code: 'ok' }, value: 2 },
      { labels: { method: 'a', code: 'failed' }, value: 0 },
    ]);
  });
});
