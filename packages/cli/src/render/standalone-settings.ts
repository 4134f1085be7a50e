import {
  formatByteSize,
  formatCommand,
  formatReadiness,
  formatVolume,
  type StandaloneSettings,
} from '@devopsellence/core';
import { sanitize } from './sanitize.js';

/**
 * The settings of a standalone service, each on a line of its own; those that are as when nothing is said are left out.
 * `digest` is the one that runs; empty: none.
 */
export function settingsRows(settings: StandaloneSettings, digest: string): readonly string[] {
  const { port, protocol, isPublished, hostname, command, resources, readiness } = settings;
  const { memoryBytes, cpus } = resources;
  const row = settingsRow;
  return [
    row('image', settings.image),
    ...(digest === '' ? [] : [row('digest', digest)]),
    row('port', `${port}/${protocol}${isPublished ? ', published' : ''}`),
    ...(hostname === null ? [] : [row('hostname', hostname)]),
    ...listRows('variables', variableTexts(settings)),
    ...(settings.isHostMode ? [row('host mode', 'yes')] : []),
    ...listRows('volumes', settings.volumes.map(formatVolume)),
    ...(settings.isNetAdmin ? [row('capability', 'NET_ADMIN')] : []),
    ...(settings.isPrivileged ? [row('privileged', 'yes')] : []),
    ...(command.length === 0 ? [] : [row('command', formatCommand(command))]),
    ...(memoryBytes === null ? [] : [row('memory', formatByteSize(memoryBytes))]),
    ...(cpus === null ? [] : [row('cpus', String(cpus))]),
    ...(readiness === null ? [] : [row('readiness', formatReadiness(readiness))]),
  ];
}

/** Variables as they were given; those from secrets with the name of the secret, as nobody here knows more. */
export function variableTexts({ env, secretRefs }: StandaloneSettings): readonly string[] {
  return [
    ...Object.entries(env).map(([name, value]) => `${name}=${value}`),
    ...secretRefs.map(({ name, secret }) => `${name}=secret:${secret}`),
  ];
}

export function settingsRow(title: string, text: string): string {
  return paintedRow(title, sanitize(text));
}

/** The same for text that is painted, and safe to print. */
export function paintedRow(title: string, text: string): string {
  return `  ${title.padEnd(12)}${text}`;
}

function listRows(title: string, items: readonly string[]): readonly string[] {
  return items.map((item, index) => settingsRow(index === 0 ? title : '', item));
}
