import type { Preset } from '../client/standalone-client.js';
import { sanitize } from './sanitize.js';
import { settingsRow, settingsRows, variableTexts } from './standalone-settings.js';
import type { StatusStyle } from './status.js';
import { tableLines } from './table.js';
import { agoText } from './time.js';

/** One preset a line, in its newest version. */
export function presetTable(presets: readonly Preset[], { now }: StatusStyle): readonly string[] {
  const rows = presets.map(({ name, version, settings, savedBy, savedAt }) => [
    name,
    settings.image,
    `${settings.port}/${settings.protocol}`,
    settings.hostname ?? '-',
    String(version),
    agoText(savedAt, now),
    savedBy,
    variableTexts(settings).join(', '),
  ]);
  return tableLines([['NAME', 'IMAGE', 'PORT', 'HOSTNAME', 'VERSION', 'SAVED', 'BY', 'VARIABLES'], ...rows]);
}

/** A preset with all that it holds, and how it came to that. `versions` are its own, the newest first. */
export function presetText(
  preset: Preset,
  versions: readonly Preset[],
  { colours, now }: StatusStyle,
): readonly string[] {
  return [
    `${colours.bold(sanitize(preset.name))} version ${preset.version}`,
    settingsRow('saved', `${agoText(preset.savedAt, now)} by ${preset.savedBy}`),
    ...settingsRows(preset.settings, ''),
    '',
    ...tableLines([
      ['VERSION', 'SAVED', 'BY', 'CHANGED'],
      ...versions.map(({ version, savedAt, savedBy, changed }) => [
        String(version),
        agoText(savedAt, now),
        savedBy,
        changed.join(', '),
      ]),
    ]),
  ];
}
