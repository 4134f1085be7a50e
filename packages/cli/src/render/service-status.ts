import { type ProbeResult, type ServiceExit, toIso } from '@devopsellence/core';
import type { ServiceInstance, ServiceOverview, ServiceReport } from '../client/status.js';
import { formatEnvironment } from '../environment-name.js';
import { sanitize } from './sanitize.js';
import { connectionCell, stateCell } from './shown-state.js';
import type { StatusStyle } from './status.js';
import { agoText, aheadText, elapsedText, forText, waitedText } from './time.js';

/** One service, node by node: how it is, and how its containers ended last, the newest first. */
export function serviceOverviewLines(overview: ServiceOverview, style: StatusStyle): readonly string[] {
  const { environment, service, instances, areLinesWithheld } = overview;
  return [
    style.colours.bold(`${formatEnvironment(environment)} ${sanitize(service)}`),
    ...instances.flatMap((instance) => ['', ...instanceLines(instance, style)]),
    ...(areLinesWithheld ? ['', 'Last lines are shown to tokens that may read logs.'] : []),
  ];
}

function instanceLines(instance: ServiceInstance, { colours, now }: StatusStyle): readonly string[] {
  const { node, connection, report, detail } = instance;
  const { text, paint } = connectionCell(connection, colours);
  // All moments are by the clock of the node: so is what they are compared with.
  const style = { colours, now: detail?.at ?? now };
  return [
    `${colours.bold(sanitize(node))} (${paint(text)})`,
    ...silenceLines(instance, now),
    ...(report === null
      ? [row('state', 'not to run here any more')]
      : reportLines(report, detail?.probe ?? null, style)),
    ...(detail === null ? [] : exitsLines(detail.exits, report, style)),
  ];
}

function silenceLines({ failure, lastSeenAt }: ServiceInstance, now: number): readonly string[] {
  if (failure === null) return [];
  const seen = lastSeenAt === null ? 'never seen' : `last seen ${agoText(lastSeenAt, now)}`;
  return [
    row('unknown', `${sanitize(failure.message)} (${seen}); below is what it said last`),
    ...failure.nextActions.map((action) => row('', `try: ${sanitize(action)}`)),
  ];
}

function reportLines(
  report: ServiceReport,
  probe: ProbeResult | null,
  { colours, now }: StatusStyle,
): readonly string[] {
  const { text, paint } = stateCell(report, colours);
  const since = report.stateSince === null ? '' : ` ${forText(report.stateSince, now)}`;
  const next = report.nextAttemptAt === null ? '' : `, next attempt ${aheadText(report.nextAttemptAt, now)}`;
  return [
    row('state', `${paint(text)}${since}${next}`),
    row('ready', `${report.ready ? 'yes' : 'no'}${probe === null ? '' : `: ${probeText(probe, now)}`}`),
    row('restarts', restartsText(report)),
    row('container', sanitize(report.container) || 'none'),
    row('image', `${sanitize(report.image)} (${sanitize(report.imageDigest)})`),
    ...report.waitingOn.map(({ detail, since: from }) => row('waiting', `${sanitize(detail)}${waitedText(from, now)}`)),
    ...(report.lastError === '' ? [] : [row('error', sanitize(report.lastError))]),
    ...report.lostDependencies.map(({ subject, detail, since: from }) =>
      row('without', `${sanitize(subject)}: ${sanitize(detail)}${waitedText(from, now)}`),
    ),
  ];
}

function restartsText({ restarts, recentRestarts, restartWindowMs, lastExit }: ServiceReport): string {
  const recent = restartWindowMs === 0 ? '' : `, ${recentRestarts} in the last ${restartWindowMs / 60_000} min`;
  return `${restarts}${recent}${lastExit === null ? '' : `; last ${codeText(lastExit)}`}`;
}

function probeText({ at, since, ok, detail, consecutiveFailures }: ProbeResult, now: number): string {
  const checked = `checked ${agoText(at, now)}`;
  if (ok) return `${sanitize(detail)}, ${checked}`;
  const times = consecutiveFailures === 1 ? '1 failure' : `${consecutiveFailures} failures in a row`;
  return `${sanitize(detail)}, ${checked}, ${times} ${forText(since, now)}`;
}

function exitsLines(
  exits: readonly ServiceExit[],
  report: ServiceReport | null,
  { now }: StatusStyle,
): readonly string[] {
  if (exits.length === 0) return [row('exits', 'none kept')];
  return exits
    .toReversed()
    .flatMap((exit, index) => [
      row(index === 0 ? 'exits' : '', exitText(exit, now)),
      ...(exit.container === report?.container
        ? []
        : [row('', `  container ${sanitize(exit.container)} of release ${sanitize(exit.releaseId)}`)]),
      ...exit.lastLines.map((line) => row('', `  | ${sanitize(line)}`)),
    ]);
}

function exitText(exit: ServiceExit, now: number): string {
  const { startedAt, endedAt, wasReady, stoppedFor } = exit;
  const life = `after ${elapsedText(endedAt - startedAt)}, ${wasReady ? 'had been ready' : 'never ready'}`;
  const why = stoppedFor === '' ? '' : `; stopped by the agent: ${sanitize(stoppedFor)}`;
  return `${toIso(endedAt)} (${agoText(endedAt, now)}) ${codeText(exit)} ${life}${why}`;
}

function codeText({ exitCode, isOutOfMemory }: Pick<ServiceExit, 'exitCode' | 'isOutOfMemory'>): string {
  return `exit code ${exitCode}${isOutOfMemory ? ' (out of memory)' : ''}`;
}

function row(title: string, text: string): string {
  return `  ${title.padEnd(11)}${text}`;
}
