import { IDLE_COMMAND } from './engine-api.js';

export interface ManyServicesOptions {
  readonly count: number;
  /** Changes every container's definition. */
  readonly generation: number;
}

/**
 * A config with that many idle services, none of which has a probe, settled as soon as they run; and one more that never
 * changes, so that the environment and its network stay from one measurement to the next.
 */
export function manyServices({ count, generation }: ManyServicesOptions): string {
  const services = Array.from({ length: count }, (_, index) => idleService(`s${index}`, generation));
  services.push(idleService('anchor', 0));
  const head = 'schema_version: 1\norganization: bench\nproject: many\nrollout: { stable_for: 0s }\nservices:\n';
  return `${head}${services.join('\n')}\n`;
}

function idleService(name: string, generation: number): string {
  const lines = [
    `  ${name}:`,
    '    image: busybox:1.36',
    `    args: ${JSON.stringify(IDLE_COMMAND)}`,
    `    env: { GENERATION: "${generation}" }`,
    '    stop_grace_period: 2s',
  ];
  return lines.join('\n');
}
