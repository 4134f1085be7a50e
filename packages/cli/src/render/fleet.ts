import type { NodeInfo } from '../client/names.js';
import type { FleetNode, FleetStatus } from '../client/status.js';
import type { Colours } from '../colours.js';
import { formatEnvironment } from '../environment-name.js';
import { sanitize } from './sanitize.js';
import { connectionCell } from './shown-state.js';
import { SERVICE_HEADER, type StatusStyle, serviceCells, serviceNotes } from './status.js';
import { type Cell, tableLines } from './table.js';

/** Every node with what runs on it, below a summary in one line. */
export function fleetLines(fleet: FleetStatus, { colours, now }: StatusStyle): readonly string[] {
  const header = ['NODE', 'CONNECTION', 'ENVIRONMENT', ...SERVICE_HEADER];
  const rows = fleet.nodes.flatMap((node) => nodeRows(node, colours));
  return [
    fleetSummary(fleet),
    ...(rows.length === 0 ? [] : ['', ...tableLines([header, ...rows])]),
    ...fleet.nodes.flatMap((node) => nodeNotes(node, now)),
  ];
}

/** `3 nodes: 2 online, 1 offline; services: 4 running, 1 unknown` */
export function fleetSummary({ online, stale, offline, services }: FleetStatus): string {
  const total = online + stale + offline;
  const nodes = counts({ online, stale, offline });
  const states = counts(services);
  return `${total === 1 ? '1 node' : `${total} nodes`}${nodes === '' ? '' : `: ${nodes}`}${states === '' ? '' : `; services: ${states}`}`;
}

export function nodeListLines(nodes: readonly NodeInfo[], colours: Colours): readonly string[] {
  if (nodes.length === 0) return ['No nodes yet. Add one: devopsellence node register'];
  const header = ['NAME', 'CONNECTION', 'LABELS', 'ENVIRONMENTS', 'AGENT', 'ID'];
  const rows = nodes.map((node): readonly Cell[] => [
    node.name === '' ? '(no name yet)' : node.name,
    node.joined ? connectionCell(node.connection, colours) : 'not joined',
    node.labels.join(','),
    node.environments.map(formatEnvironment).join(', ') || '-',
    node.agentVersion || '-',
    node.id,
  ]);
  return tableLines([header, ...rows]);
}

function nodeRows({ node, services }: FleetNode, colours: Colours): readonly (readonly Cell[])[] {
  const head: readonly Cell[] = [node.name, connectionCell(node.connection, colours)];
  if (services.length === 0) return [[...head, '-', '(nothing)']];
  return services.map(({ environment, service }, index) => [
    ...(index === 0 ? head : ['', '']),
    formatEnvironment(environment),
    ...serviceCells(service, colours),
  ]);
}

function nodeNotes({ node, engineError, services }: FleetNode, now: number): readonly string[] {
  return [
    ...(engineError === '' ? [] : [`! ${sanitize(node.name)}: the engine: ${sanitize(engineError)}`]),
    ...services.flatMap(({ service }) => serviceNotes(node.name, service, now)),
  ];
}

function counts(byWord: Readonly<Record<string, number>>): string {
  return Object.entries(byWord)
    .filter(([, count]) => count > 0)
    .map(([word, count]) => `${count} ${word.replaceAll('_', ' ')}`)
    .join(', ');
}
