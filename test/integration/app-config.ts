import { LOCAL_IMAGE, REGISTRY_IMAGE } from '../harness/in-process.js';

export type ServiceConfig = Readonly<Record<string, unknown>>;

export interface AppOptions {
  readonly organization?: string;
  readonly project?: string;
  readonly rollout?: Readonly<Record<string, unknown>>;
}

const PROMPT_CHECK = { interval: '100ms', timeout: '1s', retries: 3, start_period: '0s' };

/** A web service that is ready at once, with changes. */
export function aWeb(changes: ServiceConfig = {}): ServiceConfig {
  const readiness = { command: ['sh', '-c', 'exit 0'], ...PROMPT_CHECK };
  return { image: LOCAL_IMAGE, args: ['serve'], ports: [{ name: 'http', port: 3000 }], readiness, ...changes };
}

/** A web service whose check never succeeds. */
export function anUnreadyWeb(changes: ServiceConfig = {}): ServiceConfig {
  return aWeb({ readiness: { command: ['sh', '-c', 'exit 1'], ...PROMPT_CHECK }, ...changes });
}

export function aWorker(changes: ServiceConfig = {}): ServiceConfig {
  return { image: REGISTRY_IMAGE, args: ['serve'], ...changes };
}

/** A worker that ends as soon as it was started. */
export function aCrashingWorker(changes: ServiceConfig = {}): ServiceConfig {
  return aWorker({ args: ['sh', '-c', 'echo no database; exit 3'], ...changes });
}

/** The config of an app whose deployments settle as soon as its services are ready. */
export function anApp(
  services: Readonly<Record<string, ServiceConfig>> = { web: aWeb(), queue: aWorker() },
  { organization = 'acme', project = 'shop', rollout = {} }: AppOptions = {},
): string {
  const config = {
    schema_version: 1,
    organization,
    project,
    rollout: { stable_for: '50ms', ...rollout },
    services,
  };
  return JSON.stringify(config, null, 2);
}
