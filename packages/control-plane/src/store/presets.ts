import type { Instant, StandaloneSettings } from '@devopsellence/core';
import type { Reader, Writer } from './database.js';
import { readDocument } from './document.js';
import type { PresetRow } from './standalone-rows.js';
import { readSettings } from './standalone-settings.js';

/** The newest settings of a standalone service that came up with them. Kept when the service is deleted. */
export interface Preset {
  /** Name of the service. */
  readonly name: string;
  /** Counts from 1. */
  readonly version: number;
  readonly settings: StandaloneSettings;
  /** Names of the settings that are others than in the version before. */
  readonly changed: readonly string[];
  /** Name of a token. */
  readonly savedBy: string;
  readonly savedAt: Instant;
}

/** Null when there is none of the name. */
export async function findPreset(db: Reader, environmentId: string, name: string): Promise<Preset | null> {
  const row = await db
    .selectFrom('presets')
    .selectAll()
    .where('environment_id', '=', environmentId)
    .where('name', '=', name)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : decode(row);
}

/** The newest version of each, sorted by name. */
export async function listPresets(db: Reader, environmentId: string): Promise<readonly Preset[]> {
  const newest = db
    .selectFrom('presets')
    .select((columns) => ['name', columns.fn.max('version').as('version')])
    .where('environment_id', '=', environmentId)
    .groupBy('name')
    .as('newest');
  const rows = await db
    .selectFrom('presets')
    .innerJoin(newest, (join) =>
      join.onRef('newest.name', '=', 'presets.name').onRef('newest.version', '=', 'presets.version'),
    )
    .selectAll('presets')
    .where('presets.environment_id', '=', environmentId)
    .orderBy('presets.name')
    .execute();
  return rows.map(decode);
}

/** The versions of one, the newest first; empty when there is none of the name. */
export async function listPresetVersions(db: Reader, environmentId: string, name: string): Promise<readonly Preset[]> {
  const rows = await db
    .selectFrom('presets')
    .selectAll()
    .where('environment_id', '=', environmentId)
    .where('name', '=', name)
    .orderBy('version', 'desc')
    .execute();
  return rows.map(decode);
}

/** Versions that are kept of one preset. */
const KEPT_VERSIONS = 100;

/** Saves another version. The oldest go when there are too many. */
export async function savePreset(trx: Writer, environmentId: string, preset: Omit<Preset, 'version'>): Promise<void> {
  const before = await findPreset(trx, environmentId, preset.name);
  const version = (before?.version ?? 0) + 1;
  await trx
    .insertInto('presets')
    .values({
      environment_id: environmentId,
      name: preset.name,
      version,
      settings: JSON.stringify(preset.settings),
      changed: JSON.stringify(preset.changed),
      saved_by: preset.savedBy,
      saved_at: preset.savedAt,
    })
    .execute();
  await trx
    .deleteFrom('presets')
    .where('environment_id', '=', environmentId)
    .where('name', '=', preset.name)
    .where('version', '<=', version - KEPT_VERSIONS)
    .execute();
}

/** Removes all versions. False when there was none. */
export async function deletePreset(trx: Writer, environmentId: string, name: string): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('presets')
    .where('environment_id', '=', environmentId)
    .where('name', '=', name)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

function decode(row: PresetRow): Preset {
  return {
    name: row.name,
    version: row.version,
    settings: readSettings(row.settings),
    changed: readDocument(row.changed, isWords, 'list of settings'),
    savedBy: row.saved_by,
    savedAt: row.saved_at,
  };
}

function isWords(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((word) => typeof word === 'string');
}
