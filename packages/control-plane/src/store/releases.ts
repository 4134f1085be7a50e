import type { EnvironmentSpec, Instant, PinnedImage } from '@devopsellence/core';
import type { Reader, Writer } from './database.js';
import { hasFields, readDocument } from './document.js';
import type { Environment } from './environments.js';
import { newId } from './ids.js';
import type { ReleaseRow } from './schema.js';

/** Immutable once inserted. */
export interface Release {
  readonly id: string;
  readonly environmentId: string;
  /** Counts up from 1 in the environment. */
  readonly number: number;
  /** What it was made from: a commit or a content hash. */
  readonly revision: string;
  readonly spec: EnvironmentSpec;
  /** By service name. */
  readonly images: Readonly<Record<string, PinnedImage>>;
  readonly createdAt: Instant;
  /** Name of a token. */
  readonly createdBy: string;
}

export type NewRelease = Omit<Release, 'id' | 'number'>;

export async function insertRelease(trx: Writer, release: NewRelease): Promise<Release> {
  const newest = await latestRelease(trx, release.environmentId);
  const inserted = { ...release, id: newId(), number: (newest?.number ?? 0) + 1 };
  await trx
    .insertInto('releases')
    .values({
      id: inserted.id,
      environment_id: inserted.environmentId,
      number: inserted.number,
      revision: inserted.revision,
      spec: JSON.stringify(inserted.spec),
      images: JSON.stringify(inserted.images),
      created_at: inserted.createdAt,
      created_by: inserted.createdBy,
    })
    .execute();
  return inserted;
}

export async function findRelease(db: Reader, id: string): Promise<Release | null> {
  const row = await db.selectFrom('releases').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : decode(row);
}

/** What the environment was last asked to run; null before the first deploy. */
export async function findCurrentRelease(
  db: Reader,
  { currentReleaseId }: Pick<Environment, 'currentReleaseId'>,
): Promise<Release | null> {
  return currentReleaseId === null ? null : await findRelease(db, currentReleaseId);
}

export async function latestRelease(db: Reader, environmentId: string): Promise<Release | null> {
  const row = await db
    .selectFrom('releases')
    .selectAll()
    .where('environment_id', '=', environmentId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : decode(row);
}

/** A release without what it is made of. */
export interface ReleaseSummary extends Omit<Release, 'environmentId' | 'spec' | 'images'> {
  /** Whether a deployment of it ever ended as settled. */
  readonly isSettled: boolean;
}

const LISTED = 100;

/** The newest first, at most 100. */
export async function listReleases(db: Reader, environmentId: string): Promise<ReleaseSummary[]> {
  const rows = await db
    .selectFrom('releases')
    .select(['id', 'number', 'revision', 'created_at', 'created_by'])
    .where('environment_id', '=', environmentId)
    .orderBy('number', 'desc')
    .limit(LISTED)
    .execute();
  const settled = await db
    .selectFrom('deployments')
    .select('release_id')
    .distinct()
    .where('environment_id', '=', environmentId)
    .where('state', '=', 'settled')
    .execute();
  const ids = new Set(settled.map((row) => row.release_id));
  return rows.map(({ created_at: createdAt, created_by: createdBy, ...row }) => {
    return { ...row, createdAt, createdBy, isSettled: ids.has(row.id) };
  });
}

/** The images column as what it holds. */
export function readReleaseImages(text: string): Release['images'] {
  return readDocument(text, isImages, 'images');
}

/** The spec column as what it holds. */
export function readSpec(text: string): EnvironmentSpec {
  return readDocument(text, isSpec, 'spec');
}

function decode(row: ReleaseRow): Release {
  return {
    id: row.id,
    environmentId: row.environment_id,
    number: row.number,
    revision: row.revision,
    spec: readSpec(row.spec),
    images: readReleaseImages(row.images),
    createdAt: row.created_at,
    createdBy: row.created_by,
  };
}

const isSpec = hasFields<EnvironmentSpec>(['organization', 'project', 'environment', 'services', 'rollout']);
const isImages = hasFields<Record<string, PinnedImage>>([]);
