import type { Instant } from '../model/instant.js';
import type { ServiceStatus } from '../model/status.js';
import { spanText } from './amounts.js';
import type { Finding } from './finding.js';

/** A service that waits for longer than this is worth a look. */
const LONG_WAIT_MS = 5 * 60_000;

/** A service as it is known of a node, with the names of its environment. */
export interface DiagnosedService {
  readonly environment: {
    readonly organization: string;
    readonly project: string;
    readonly environment: string;
  };
  readonly status: Pick<ServiceStatus, 'name' | 'state' | 'restarts' | 'waitingOn' | 'lastError'>;
}

/** What is wrong with the services of a node whose engine answers. */
export function diagnoseServices(node: string, services: readonly DiagnosedService[], at: Instant): readonly Finding[] {
  return services.flatMap((service) => diagnoseService(node, service, at) ?? []);
}

function diagnoseService(node: string, { environment, status }: DiagnosedService, at: Instant): Finding | null {
  const { name, state, restarts, lastError } = status;
  const { organization, project, environment: env } = environment;
  const names = `--org ${organization} --project ${project} --env ${env}`;
  const subject = `service ${name} of ${organization}/${project}/${env} on node ${node}`;
  const why = lastError === '' ? '' : `: ${lastError}`;
  const logs = `devopsellence logs ${name} --node ${node} ${names}`;
  const shown = `devopsellence status ${names}`;
  switch (state) {
    case 'backing_off': {
      const message = `${subject} ends again and again (${restarts} restarts)${why}`;
      return { severity: 'error', code: 'service_crash_looping', message, nextActions: [logs, shown] };
    }
    case 'failed': {
      const message = `${subject} has failed${why}`;
      return { severity: 'error', code: 'service_failed', message, nextActions: [logs, shown] };
    }
    case 'unhealthy': {
      const message = `${subject} runs but is not ready${why}`;
      const shell = `devopsellence exec ${name} --node ${node} ${names} -it -- sh`;
      return { severity: 'error', code: 'service_unhealthy', message, nextActions: [logs, shell] };
    }
    case 'waiting':
    case 'pulling':
    case 'starting': {
      const waits = longWait(status, at);
      const message = `${subject} is ${state} ${waits}`;
      return waits === null
        ? null
        : { severity: 'warning', code: 'service_waiting', message, nextActions: [shown, logs] };
    }
    case 'running':
    case 'stopped':
      return null;
  }
}

/** How long it has waited, and for what; null while that is not worth a word. */
function longWait({ waitingOn, lastError }: DiagnosedService['status'], at: Instant): string | null {
  const since = Math.min(...waitingOn.map((waiting) => waiting.since ?? at), at);
  if (at - since < LONG_WAIT_MS) return null;
  const details = waitingOn.map(({ detail }) => detail).join('; ');
  return `for ${spanText(at - since)}: ${details}${lastError === '' ? '' : ` (${lastError})`}`;
}
