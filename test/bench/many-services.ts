import { IDLE_COMMAND } from './engine-api.js';

export interface ManyServicesOptions {
  readonly count: number;
  /** Changes every container's definition. */
  readonly generation: number;
}

/** A config with that many idle services, none of which has a probe, settled as soon as they run. */
export function manyServices({ count, generation }: ManyServicesOptions): string {
  const services = Array.from({ length: count }, (_, index) => {
    const env = `    env: { GENERATION: "${generation}" }`;
    return `  s${index}:\n    image: busybox:1.36\n    args: ${JSON.stringify(IDLE_COMMAND)}\n${env}\n    stop_grace_period: 2s`;
  });
  const head = 'schema_version: 1\norganization: bench\nproject: many\nrollout: { stable_for: 0s }\nservices:\n';
  return `${head}${services.join('\n')}\n`;
}
