import type { StandaloneService } from '../client/standalone-client.js';
import { shownState } from '../standalone/shown-state.js';
import { sanitize } from './sanitize.js';
import { connectionCell, stateCell } from './shown-state.js';
import { paintedRow, settingsRow, settingsRows, variableTexts } from './standalone-settings.js';
import type { StatusStyle } from './status.js';
import { type Cell, tableLines } from './table.js';
import { agoText, forText, waitedText } from './time.js';

/** One service a line: how it is, where, how it is reached, and its variables. */
export function standaloneTable(services: readonly StandaloneService[], { colours }: StatusStyle): readonly string[] {
  const rows = services.map((service): readonly Cell[] => {
    const { settings } = service;
    const { state, isReady } = shownState(service);
    return [
      service.name,
      stateCell({ state, ready: isReady }, colours),
      isReady ? 'yes' : 'no',
      service.node,
      portText(service),
      urlText(service) ?? '-',
      settings.image,
      variableTexts(settings).join(', '),
    ];
  });
  return tableLines([['NAME', 'STATE', 'READY', 'NODE', 'PORT', 'URL', 'IMAGE', 'VARIABLES'], ...rows]);
}

/** All about one service. */
export function standaloneText(service: StandaloneService, { colours, now }: StatusStyle): readonly string[] {
  const { settings, status, connection, operation } = service;
  const { state, isReady } = shownState(service);
  const painted = stateCell({ state, ready: isReady }, colours);
  const link = connectionCell(connection, colours);
  const since = status === null || status.stateSince === null ? '' : ` ${forText(status.stateSince, now)}`;
  return [
    `${colours.bold(sanitize(service.name))} on ${sanitize(service.node)} (${link.paint(link.text)})`,
    paintedRow('state', `${painted.paint(painted.text)}${since}`),
    settingsRow('ready', isReady ? 'yes' : 'no'),
    ...(status === null ? [] : [settingsRow('restarts', String(status.restarts))]),
    ...(status?.waitingOn ?? []).map(({ detail, since: from }) =>
      settingsRow('waiting', `${detail}${waitedText(from, now)}`),
    ),
    ...(status === null || status.lastError === '' ? [] : [settingsRow('error', status.lastError)]),
    ...(operation === '' ? [] : [settingsRow('operation', operation)]),
    ...reachRows(service),
    ...settingsRows(settings, digestOf(service)),
    settingsRow('preset', service.hasPreset ? 'yes' : 'no'),
    settingsRow('created', agoText(service.createdAt, now)),
    settingsRow('updated', agoText(service.updatedAt, now)),
  ];
}

/** How others reach it: by its name, on its node, in public. */
export function reachRows(service: StandaloneService): readonly string[] {
  const { isHostMode, hostname, port } = service.settings;
  const inside = isHostMode
    ? `${service.node}:${port}, on the network of the node itself`
    : `${service.name}:${port}, from services of the environment on ${service.node}`;
  const open = isOpen(service) ? [settingsRow('published', `${service.node}:${portText(service)}`)] : [];
  const pending = service.isHostnamePending ? ` (pending: nothing on ${service.node} serves hostnames)` : '';
  const inPublic = hostname === null ? [] : [settingsRow('url', `https://${hostname}${pending}`)];
  return [settingsRow('reached at', inside), ...open, ...inPublic];
}

export function digestOf({ image }: StandaloneService): string {
  return image.digest ?? image.imageId ?? '';
}

function portText({ settings: { port, protocol } }: StandaloneService): string {
  return protocol === 'tcp' ? String(port) : `${port}/${protocol}`;
}

function urlText(service: StandaloneService): string | null {
  const { hostname, isHostMode } = service.settings;
  if (hostname !== null) return `https://${hostname}${service.isHostnamePending ? ' (pending)' : ''}`;
  return isHostMode || isOpen(service) ? `${service.node}:${portText(service)}` : null;
}

function isOpen({ settings }: StandaloneService): boolean {
  return settings.isPublished && !settings.isHostMode;
}
