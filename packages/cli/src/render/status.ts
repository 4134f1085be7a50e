import type { WaitingStatus } from '@devopsellence/core';
import type {
  Deployment,
  DeploymentTask,
  EnvironmentStatus,
  HostnameStatus,
  NodeStatus,
  ServiceReport,
} from '../client/status.js';
import type { Colours } from '../colours.js';
import { formatEnvironment } from '../environment-name.js';
import { sanitize } from './sanitize.js';
import { connectionCell, deploymentCell, stateCell } from './shown-state.js';
import { type Cell, tableLines } from './table.js';
import { taskRunNote } from './task-run.js';
import { agoText, waitedText } from './time.js';

export interface StatusStyle {
  readonly colours: Colours;
  readonly now: number;
}

/** What runs in one environment, node by node, with what every service waits for. */
export function statusLines(status: EnvironmentStatus, { colours, now }: StatusStyle): readonly string[] {
  return [
    colours.bold(formatEnvironment(status.environment)),
    `  release     ${status.releaseId === null ? 'none yet' : `${status.releaseId} (revision ${sanitize(status.revision)})`}`,
    ...(status.deployment === null ? [] : [`  deployment  ${deploymentText(status.deployment, { colours, now })}`]),
    ...(status.deployment?.task ? taskLines(status.deployment.task, now) : []),
    '',
    ...nodesTable(status.nodes, colours),
    ...notes(status.nodes, now),
    ...status.taskRuns.map((run) => taskRunNote(run, now)),
    ...status.hostnames.filter(({ isPending }) => isPending).map(pendingHostname),
    ...pendingLines(status.pendingChanges),
  ];
}

function pendingHostname({ service, node, hostname }: HostnameStatus): string {
  const where = sanitize(node);
  const command = `devopsellence node set ${where} --ingress traefik`;
  return `… ${where} ${sanitize(service)}: ${sanitize(hostname)} is pending: nothing on ${where} serves it (if Traefik runs there: ${command})`;
}

/** The services' rows of any table: state, readiness, restarts and image. */
export const SERVICE_HEADER = ['SERVICE', 'ROLE', 'STATE', 'READY', 'RESTARTS', 'IMAGE'] as const;

export function serviceCells(service: ServiceReport, colours: Colours): readonly Cell[] {
  return [
    service.name,
    service.isStandalone ? 'standalone' : service.role,
    stateCell(service, colours),
    service.ready ? 'yes' : 'no',
    String(service.restarts),
    service.image,
  ];
}

/** What keeps a service from being settled: what it waits for, and its last error; then what it runs without. */
export function serviceNotes(where: string, service: ServiceReport, now: number): readonly string[] {
  const subject = `${sanitize(where)} ${service.name}`;
  const text = ({ detail, since }: WaitingStatus) => `${sanitize(detail)}${waitedText(since, now)}`;
  return [
    ...service.waitingOn.map((waiting) => `… ${subject}: ${text(waiting)}`),
    ...(service.lastError === '' ? [] : [`! ${subject}: ${sanitize(service.lastError)}`]),
    ...service.lostDependencies.map((lost) => `! ${subject} runs without ${sanitize(lost.subject)}: ${text(lost)}`),
  ];
}

/** What a deploy or apply would change, and how to publish it. */
export function pendingLines(changes: readonly string[]): readonly string[] {
  if (changes.length === 0) return [];
  return [
    '',
    'Pending changes (`devopsellence apply` publishes them):',
    ...changes.map((each) => `  ${sanitize(each)}`),
  ];
}

function nodesTable(nodes: readonly NodeStatus[], colours: Colours): readonly string[] {
  if (nodes.length === 0) return ['No nodes are attached. Add one: devopsellence node attach NAME'];
  const header = ['NODE', 'CONNECTION', ...SERVICE_HEADER];
  return tableLines([header, ...nodes.flatMap((node) => nodeRows(node, colours))]);
}

function nodeRows(node: NodeStatus, colours: Colours): readonly (readonly Cell[])[] {
  const head: readonly Cell[] = [node.name, connectionCell(node.connection, colours)];
  const [first, ...rest] = node.services;
  if (first === undefined) return [[...head, '(nothing)']];
  return [
    [...head, ...serviceCells(first, colours)],
    ...rest.map((service) => ['', '', ...serviceCells(service, colours)]),
  ];
}

function notes(nodes: readonly NodeStatus[], now: number): readonly string[] {
  return nodes.flatMap((node) => [
    ...(node.engineError === '' ? [] : [`! ${sanitize(node.name)}: the engine: ${sanitize(node.engineError)}`]),
    ...(node.observedRevision < node.revision
      ? [`… ${sanitize(node.name)}: has taken revision ${node.observedRevision} of ${node.revision}`]
      : []),
    ...node.services.flatMap((service) => serviceNotes(node.name, service, now)),
  ]);
}

/** One deployment on a line, with why it ended as it did, or what it waits for. */
export function deploymentText(deployment: Deployment, { colours, now }: StatusStyle): string {
  const { text, paint } = deploymentCell(deployment.state, colours);
  const when = agoText(deployment.endedAt ?? deployment.startedAt, now);
  const why = deployment.reason === '' ? '' : `: ${sanitize(deployment.reason)}`;
  const waiting = deployment.waiting.map((each) => `\n              … ${sanitize(each)}`).join('');
  return `${deployment.id} (${deployment.kind}) ${paint(text)} ${when}, by ${sanitize(deployment.startedBy)}${why}${waiting}`;
}

/** What became of the release task of a deployment, with its last lines. */
export function taskLines({ task, node, outcome, waitingOn }: DeploymentTask, now: number): readonly string[] {
  const end = outcome === null ? 'has not ended yet' : outcome.isSuccess ? 'succeeded' : `failed: ${outcome.reason}`;
  const lines = outcome?.lastLines ?? [];
  return [
    `  task        ${task} on ${sanitize(node)} ${sanitize(end)}`,
    ...waitingOn.map(({ detail, since }) => `              … ${sanitize(detail)}${waitedText(since, now)}`),
    ...lines.map((line) => `              | ${sanitize(line)}`),
  ];
}
