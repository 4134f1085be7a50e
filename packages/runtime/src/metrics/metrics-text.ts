import type { Labels, Metric, Sample } from './metric.js';

/** The page of all metrics, in Prometheus' text format. */
export function metricsText(metrics: readonly Metric[]): string {
  return metrics.map(metricText).join('\n');
}

function metricText({ name, help, type, samples }: Metric): string {
  const lines = samples.map((sample) => `${name}${sampleText(sample)}`);
  return [`# HELP ${name} ${escaped(help)}`, `# TYPE ${name} ${type}`, ...lines, ''].join('\n');
}

function sampleText({ suffix = '', labels, value }: Sample): string {
  return `${suffix}${labelsText(labels)} ${valueText(value)}`;
}

function labelsText(labels: Labels): string {
  const texts = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value).replaceAll('"', '\\"')}"`);
  return texts.length === 0 ? '' : `{${texts.join(',')}}`;
}

function valueText(value: number): string {
  return Number.isFinite(value) || Number.isNaN(value) ? String(value) : value > 0 ? '+Inf' : '-Inf';
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
}
