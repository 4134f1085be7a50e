import { getHeapStatistics } from 'node:v8';
import type { EventLoopWatch } from '../event-loop-watch.js';
import { VERSION } from '../version.js';
import { counter, gauge, type Metric } from './metric.js';

const MICROS_PER_SECOND = 1e6;
const MILLIS_PER_SECOND = 1_000;

/** What every program of ours tells of its process, under the names that dashboards know. */
export function processMetrics(eventLoop: EventLoopWatch): readonly Metric[] {
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed, external } = process.memoryUsage();
  const startedAt = Date.now() / MILLIS_PER_SECOND - process.uptime();
  return [
    gauge('devopsellence_build_info', 'Always 1; the label says which version runs.', [
      { labels: { version: VERSION }, value: 1 },
    ]),
    counter('process_cpu_seconds_total', 'Processor time, user and system.', (user + system) / MICROS_PER_SECOND),
    gauge('process_resident_memory_bytes', 'Memory that is resident.', rss),
    gauge('process_start_time_seconds', 'When the process started, since the epoch.', Math.round(startedAt)),
    gauge('nodejs_heap_size_used_bytes', 'Heap in use.', heapUsed),
    gauge('nodejs_heap_size_limit_bytes', 'What the heap may grow to.', getHeapStatistics().heap_size_limit),
    gauge('nodejs_external_memory_bytes', 'Memory outside the heap that objects hold.', external),
    gauge(
      'nodejs_eventloop_lag_p99_seconds',
      'How late the event loop was, 99 times of 100 since the page was last asked for.',
      eventLoop.takeLagMs() / MILLIS_PER_SECOND,
    ),
  ];
}

/** When certificates end, by name, in milliseconds since the epoch. */
export function certificateMetric(ends: Readonly<Record<string, number>>): Metric {
  const samples = Object.entries(ends).map(([certificate, endsAt]) => ({
    labels: { certificate },
    value: endsAt / MILLIS_PER_SECOND,
  }));
  return gauge('devopsellence_certificate_end_timestamp_seconds', 'When a certificate ends.', samples);
}
