import { bytesText, type NodeDiagnosis, shareText, toIso } from '@devopsellence/core';
import type { DiagnosedNode } from '../client/diagnosis-client.js';
import { PLAIN } from '../colours.js';
import { agentLogLine } from './agent-log.js';
import { sanitize } from './sanitize.js';
import { tableLines } from './table.js';
import { agoText } from './time.js';

/** How a node is, a line for each thing; findings are printed after it. */
export function diagnosisLines(diagnosed: DiagnosedNode, now: number): readonly string[] {
  const { node, revision, observedRevision, clock, diagnosis } = diagnosed;
  const rows = [
    ['node', `${node.name} (${node.id})`],
    ['connection', node.connection],
    ['revision', `${observedRevision} accepted of ${revision}`],
    ...(clock === null ? [] : [['clock', clockText(clock)]]),
    ...(diagnosis === null ? [] : factRows(diagnosis, now)),
  ];
  const log = diagnosis?.log ?? [];
  return [
    ...tableLines(rows),
    ...(log.length === 0
      ? []
      : ['', 'Last lines of the agent:', ...log.map((line) => `  ${agentLogLine(line, PLAIN)}`)]),
  ];
}

function clockText({ aheadMs, roundTripMs }: { readonly aheadMs: number; readonly roundTripMs: number }): string {
  const off = `${(Math.abs(aheadMs) / 1000).toFixed(1)} s ${aheadMs < 0 ? 'behind' : 'ahead of'} the control plane`;
  return `${off} (round trip ${roundTripMs} ms)`;
}

function factRows(diagnosis: NodeDiagnosis, now: number): readonly (readonly string[])[] {
  const { agent, machine, engine, disks, sizes, containers, networks, ports, unread } = diagnosis;
  const connected = agent.connectedAt === null ? 'not connected' : `connected ${agoText(agent.connectedAt, now)}`;
  return [
    ['agent', `${agent.version}, started ${agoText(agent.startedAt, now)}, ${bytesText(agent.memoryBytes)} of memory`],
    ['session', `${connected}, ${agent.sessionFailures} failures since the start`],
    ...agent.lastFailures.slice(-3).map(({ at, message }) => ['', `${toIso(at)} ${message}`]),
    ['certificate', `ends ${toIso(agent.certificateEndsAt)}`],
    [
      'machine',
      `${machine.hostName}, Linux ${machine.kernel} ${machine.architecture}, up since ${toIso(machine.startedAt)}`,
    ],
    ['load', `${machine.load.map((each) => each.toFixed(2)).join(' ')} on ${machine.cpus} CPUs`],
    ['memory', roomText(machine.availableMemoryBytes, machine.memoryBytes)],
    [
      'engine',
      engine === null ? 'could not be asked' : `${engine.version} (API ${engine.apiVersion}, ${engine.storageDriver})`,
    ],
    ...disks.map(({ name, path, freeBytes, totalBytes, inodes, freeInodes }) => [
      `disk (${name})`,
      `${path}: ${roomText(freeBytes, totalBytes)}${inodes === 0 ? '' : `, ${shareText(freeInodes, inodes)} of inodes`}`,
    ]),
    ...(sizes === null
      ? []
      : [['sizes', `images ${bytesText(sizes.imagesBytes)}, volumes ${bytesText(sizes.volumesBytes)}`]]),
    ['containers', containersText(diagnosis)],
    ...containers.map(({ name, state }) => ['', `${name}: ${state}`]),
    ['networks', networks.map(({ name, attached }) => `${name} (${attached})`).join(', ') || 'none'],
    [
      'ports',
      ports.map((each) => `${each.address}:${each.port}/${each.protocol} ${each.container}`).join(', ') || 'none',
    ],
    ...unread.map(({ part, reason }) => ['not read', `${part}: ${sanitize(reason)}`]),
  ];
}

function containersText({ containers, engine }: NodeDiagnosis): string {
  const own = `${containers.length} of devopsellence`;
  return engine === null ? own : `${own}, ${engine.foreignContainers} of others (${engine.foreignRunning} running)`;
}

function roomText(free: number, total: number): string {
  return `${bytesText(free)} of ${bytesText(total)} free (${shareText(free, total)})`;
}
