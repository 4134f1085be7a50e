import {
  AppError,
  type ClockReading,
  type DiagnosedService,
  diagnoseNode,
  type Finding,
  type NodeDiagnosis,
  type ServiceStatus,
  toAppError,
} from '@devopsellence/core';
import {
  decodeDiagnosis,
  encodeDiagnosis,
  encodeFailure,
  encodeServiceStatus,
  type wire,
} from '@devopsellence/protocol';
import { type Clock, VERSION } from '@devopsellence/runtime';
import { titleOf } from '../deploy/environment-world.js';
import { askNode } from '../gateway/ask-node.js';
import type { Fleet } from '../gateway/fleet.js';
import type { Tunnels } from '../gateway/tunnel-channel.js';
import { asSeen } from '../status/node-services.js';
import { type Attachment, listAttachments, type Node, requireNode, type Store } from '../store/index.js';
import { encodeNode } from './encode-node.js';
import type { OperatorContext, UnaryHandlers } from './handler.js';

/** An agent answers within 15 s whatever its engine does. */
const LIMIT_MS = 18_000;
const MAX_LOG_LINES = 1_000;

export interface DiagnoseNodeDeps {
  readonly store: Store;
  readonly fleet: Fleet;
  readonly tunnels: Tunnels;
  readonly clock: Clock;
}

export function diagnoseNodeHandlers(deps: DiagnoseNodeDeps): Pick<UnaryHandlers, 'DiagnoseNode'> {
  return { DiagnoseNode: (request, context) => diagnose(deps, request, context) };
}

async function diagnose(
  deps: DiagnoseNodeDeps,
  request: wire.DiagnoseNodeRequest__Output,
  { signal }: OperatorContext,
): Promise<wire.DiagnoseNodeReply> {
  const { store, fleet } = deps;
  if (request.logLines > MAX_LOG_LINES) {
    throw new AppError('invalid_argument', { message: `log_lines must be at most ${MAX_LOG_LINES}` });
  }
  const node = await requireNode(store.db, request.node);
  const answer = await ask(deps, { node, request }, signal);
  const attachments = await listAttachments(store.db, node.id);
  const services = servicesOf(fleet, node, attachments);
  return {
    node: encodeNode(node, attachments, fleet),
    revision: node.revision,
    observedRevision: fleet.report(node.id)?.observedRevision ?? 0,
    engineError: fleet.report(node.id)?.engineError ?? '',
    services: services.map(({ environment, status }) => ({ environment, status: encodeServiceStatus(status) })),
    diagnosis: answer.diagnosis === null ? null : encodeDiagnosis(answer.diagnosis),
    clock: answer.clock,
    failure: answer.failure === null ? null : encodeFailure(answer.failure),
    findings: findingsOf(deps, { node, services, answer }).map((finding) => ({
      ...finding,
      nextActions: [...finding.nextActions],
    })),
  };
}

interface Answer {
  readonly diagnosis: NodeDiagnosis | null;
  readonly clock: ClockReading | null;
  /** Why there is no diagnosis; null when there is one. */
  readonly failure: AppError | null;
}

/** Never throws: a node that cannot be asked is a finding. What came before a failure counts. */
async function ask(
  deps: DiagnoseNodeDeps,
  { node, request }: { readonly node: Node; readonly request: wire.DiagnoseNodeRequest__Output },
  signal: AbortSignal,
): Promise<Answer> {
  const { clock } = deps;
  const [askedAt, asked] = [clock.now(), clock.monotonicMs()];
  let reading: ClockReading | null = null;
  let diagnosis: NodeDiagnosis | null = null;
  const question = {
    nodeId: node.id,
    work: { diagnose: { sizes: request.sizes, logLines: request.logLines } },
    limitMs: LIMIT_MS,
    tooSlow: () => tooSlow(node),
    onFrame: (frame: wire.AgentFrame__Output) => {
      if (frame.clock) reading = readingOf(frame.clock.atMs, { askedAt, roundTripMs: clock.monotonicMs() - asked });
      if (frame.diagnosis) diagnosis = decodeDiagnosis(frame.diagnosis);
    },
  };
  try {
    await askNode(deps, question, signal);
    return { diagnosis, clock: reading, failure: diagnosis === null ? tooSlow(node) : null };
  } catch (error) {
    return { diagnosis, clock: reading, failure: toAppError(error) };
  }
}

/** The node said the time about half-way between question and answer. */
function readingOf(
  atMs: number,
  { askedAt, roundTripMs }: { readonly askedAt: number; readonly roundTripMs: number },
): ClockReading {
  return { aheadMs: Math.round(atMs - askedAt - roundTripMs / 2), roundTripMs: Math.round(roundTripMs) };
}

/** A service of the node, with the names of its environment. */
interface NodeService extends DiagnosedService {
  readonly status: ServiceStatus;
}

function servicesOf(fleet: Fleet, node: Node, attachments: readonly Attachment[]): readonly NodeService[] {
  const environments = new Map(
    attachments.map(({ environmentId, organization, project, environment }) => [
      environmentId,
      { organization, project, environment },
    ]),
  );
  return (fleet.report(node.id)?.services ?? []).flatMap((status) => {
    const environment = environments.get(status.environmentId);
    return environment === undefined ? [] : [{ environment, status: asSeen(status, node, fleet) }];
  });
}

function findingsOf(
  { fleet, clock }: DiagnoseNodeDeps,
  {
    node,
    services,
    answer,
  }: { readonly node: Node; readonly services: readonly NodeService[]; readonly answer: Answer },
): readonly Finding[] {
  const report = fleet.report(node.id);
  const name = titleOf(node);
  const findings = diagnoseNode({
    name,
    at: clock.now(),
    joined: node.joinedAt !== null,
    connection: fleet.connection(node.id),
    lastSeenAt: fleet.lastSeen(node.id) ?? node.lastSeenAt,
    agentVersion: report?.agentVersion ?? node.agentVersion,
    controlPlaneVersion: VERSION,
    revision: node.revision,
    observedRevision: report?.observedRevision ?? 0,
    engineError: report?.engineError ?? '',
    services,
    ...answer,
  });
  const isKnown = findings.some(({ code }) => code === 'node_offline' || code === 'node_not_joined');
  return answer.failure === null || isKnown ? findings : [notAnswered(name, answer.failure), ...findings];
}

function notAnswered(node: string, { message, nextActions }: AppError): Finding {
  return {
    severity: 'error',
    code: 'node_not_answering',
    message: `the agent of node ${node} does not say how it is: ${message}`,
    nextActions: nextActions.length > 0 ? nextActions : [`devopsellence node logs ${node}`],
  };
}

function tooSlow(node: Node): AppError {
  const name = titleOf(node);
  return new AppError('node_offline', {
    message: `node ${name} did not answer within ${LIMIT_MS / 1_000} s`,
    nextActions: [`devopsellence node logs ${name}`, `on ${name}: systemctl restart devopsellence-agent`],
  });
}
