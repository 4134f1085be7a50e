import { SERVICE_STATES } from '@devopsellence/core';
import {
  certificateMetric,
  counter,
  type EventLoopWatch,
  gauge,
  type HealthPages,
  type Metric,
  metricsText,
  processMetrics,
} from '@devopsellence/runtime';
import type { ReportFeed } from '../report-feed.js';
import { lifeOf } from '../session/certificate-life.js';
import type { SessionHealth } from '../session/session-health.js';
import type { AgentFigures } from './agent-figures.js';

/** A loop that has not come round for so long hangs: it looks at everything twice a minute, and no call takes as long. */
const LOOP_LIMIT_MS = 300_000;

export interface AgentHealthSources {
  readonly figures: AgentFigures;
  readonly health: SessionHealth;
  readonly reports: ReportFeed;
  readonly acceptedRevision: () => number;
  readonly isEngineThere: () => boolean;
  /** Actions that are under way, and those that failed and wait to be tried again. */
  readonly actions: () => { readonly inFlight: number; readonly resting: number };
  /** PEM of the certificate that the node has now. */
  readonly certificate: () => string;
  readonly eventLoop: EventLoopWatch;
}

/**
 * What the agent tells of itself. It lives while its loop comes round, whatever engine and control plane do: nothing would
 * get better by starting it again. It is ready while it has a session and an engine that answers.
 */
export function agentHealth(sources: AgentHealthSources): HealthPages {
  return {
    failure: () => failure(sources),
    obstacles: async () => obstacles(sources),
    metrics: async () => metricsText(metricsOf(sources)),
  };
}

function failure({ figures: { sincePassMs } }: AgentHealthSources): string | null {
  if (sincePassMs <= LOOP_LIMIT_MS) return null;
  return `the reconcile loop has not come round for ${Math.round(sincePassMs / 1_000)} s`;
}

function obstacles({ health, isEngineThere }: AgentHealthSources): readonly string[] {
  const found: string[] = [];
  if (health.connectedAt === null) found.push('no session with the control plane');
  if (!isEngineThere()) found.push('the Docker Engine does not answer');
  return found;
}

function metricsOf({ figures, eventLoop, certificate, ...sources }: AgentHealthSources): readonly Metric[] {
  return [
    ...processMetrics(eventLoop),
    ...sessionMetrics(sources),
    ...figures.metrics,
    ...workMetrics(sources),
    certificateMetric({ node: lifeOf(certificate()).notAfter }),
  ];
}

function sessionMetrics({
  health,
  acceptedRevision,
}: Pick<AgentHealthSources, 'health' | 'acceptedRevision'>): readonly Metric[] {
  const connected = health.connectedAt === null ? 0 : 1;
  const failuresHelp = 'Sessions with the control plane that ended or never came about.';
  const revisionHelp = 'Revision of the desired state that this node acts on.';
  return [
    gauge('devopsellence_session_connected', '1 while there is a session with the control plane.', connected),
    counter('devopsellence_session_failures_total', failuresHelp, health.failures),
    gauge('devopsellence_accepted_revision', revisionHelp, acceptedRevision()),
  ];
}

function workMetrics({
  reports,
  actions,
  isEngineThere,
}: Pick<AgentHealthSources, 'reports' | 'actions' | 'isEngineThere'>): readonly Metric[] {
  const services = reports.latest()?.services ?? [];
  const { inFlight, resting } = actions();
  const count = (is: (service: (typeof services)[number]) => boolean) => services.filter(is).length;
  const states = SERVICE_STATES.map((state) => ({ labels: { state }, value: count((each) => each.state === state) }));
  const answers = isEngineThere() ? 1 : 0;
  return [
    gauge('devopsellence_engine_available', '1 while the Docker Engine answers.', answers),
    gauge('devopsellence_services', 'Services on this node by state.', states),
    gauge(
      'devopsellence_services_unsettled',
      'Services that are not yet as they are desired.',
      count(({ settled }) => !settled),
    ),
    gauge(
      'devopsellence_services_failing',
      'Services whose desired container was given up.',
      count(({ failing }) => failing),
    ),
    gauge('devopsellence_actions_in_flight', 'Actions that are under way.', inFlight),
    gauge('devopsellence_actions_resting', 'Actions that failed and wait to be tried again.', resting),
  ];
}
