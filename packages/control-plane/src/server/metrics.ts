import type { Connection } from '@devopsellence/core';
import { VERSION } from '@devopsellence/runtime';
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';

export interface MetricSources {
  readonly nodes: () => Readonly<Record<Connection, number>>;
  /** Since the start. */
  readonly documentsSent: () => number;
}

/** Everything the control plane tells of itself. Figures are read when the page is asked for, and cost nothing before. */
export function createMetrics({ nodes, documentsSent }: MetricSources): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: 'devopsellence_build_info',
    help: 'Always 1; the label says which version runs.',
    labelNames: ['version'],
    registers: [registry],
  }).set({ version: VERSION }, 1);
  new Gauge({
    name: 'devopsellence_nodes',
    help: 'Nodes by state of their connection.',
    labelNames: ['connection'],
    registers: [registry],
    collect() {
      for (const [connection, count] of Object.entries(nodes())) this.set({ connection }, count);
    },
  });
  new Counter({
    name: 'devopsellence_desired_states_sent_total',
    help: 'Desired states sent to agents.',
    registers: [registry],
    collect() {
      this.reset();
      this.inc(documentsSent());
    },
  });
  return registry;
}
