import { AppError, type Instant } from '@devopsellence/core';

/** Made by an operator, by the schedule, or before another one was restored. */
export type BackupReason = 'command' | 'schedule' | 'restore';

/** How much of what a backup holds. */
export interface BackupContents {
  readonly nodes: number;
  readonly tokens: number;
  readonly environments: number;
  readonly secrets: number;
}

/** What a backup is: everything that can be told of it without opening it. */
export interface Manifest {
  /** Ids sort in the order of being made. */
  readonly id: string;
  readonly reason: BackupReason;
  /** The moment of which the database is. */
  readonly madeAt: Instant;
  readonly productVersion: string;
  /** Name of the last migration. */
  readonly schema: string;
  /** Of the database. */
  readonly size: number;
  /** Of the database, in hexadecimal. */
  readonly sha256: string;
  /** Of the key that seals secrets and keys in it. The key itself is not in the backup. */
  readonly masterKeyId: string;
  /** Fingerprint of the certificate authority. */
  readonly authority: string;
  readonly contents: BackupContents;
  /** Key files by name, sealed with the master key for exactly this database: base64. */
  readonly sealedKeys: Readonly<Record<string, string>>;
}

const FORMAT = 1;
const REASONS: ReadonlySet<string> = new Set<BackupReason>(['command', 'schedule', 'restore']);

export function formatManifest(manifest: Manifest): string {
  const document = {
    format: FORMAT,
    id: manifest.id,
    reason: manifest.reason,
    made_at: new Date(manifest.madeAt).toISOString(),
    product_version: manifest.productVersion,
    schema: manifest.schema,
    size: manifest.size,
    sha256: manifest.sha256,
    master_key_id: manifest.masterKeyId,
    authority: manifest.authority,
    contents: manifest.contents,
    sealed_keys: manifest.sealedKeys,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** Throws `damaged_backup` for anything that `formatManifest` does not make. `path` names it for the message. */
export function parseManifest(text: string, path: string): Manifest {
  const fields = recordOf(path, parseJson(text, path));
  if (fields.format !== FORMAT) throw damaged(path, 'it is of another version of the product');
  const string = (name: string) => stringOf(path, name, fields[name]);
  const contents = recordOf(path, fields.contents);
  const count = (name: string) => numberOf(path, name, contents[name]);
  const reason = string('reason');
  const madeAt = Date.parse(string('made_at'));
  if (!isReason(reason) || Number.isNaN(madeAt)) throw damaged(path, 'reason or made_at is not as it should be');
  return {
    id: string('id'),
    reason,
    madeAt,
    productVersion: string('product_version'),
    schema: string('schema'),
    size: numberOf(path, 'size', fields.size),
    sha256: string('sha256'),
    masterKeyId: string('master_key_id'),
    authority: string('authority'),
    contents: {
      nodes: count('nodes'),
      tokens: count('tokens'),
      environments: count('environments'),
      secrets: count('secrets'),
    },
    sealedKeys: Object.fromEntries(
      Object.entries(recordOf(path, fields.sealed_keys)).map(([name, value]) => [name, stringOf(path, name, value)]),
    ),
  };
}

function isReason(text: string): text is BackupReason {
  return REASONS.has(text);
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw damaged(path, 'it is not JSON');
  }
}

function recordOf(path: string, value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null) return { ...value };
  throw damaged(path, 'a part of it is missing');
}

function stringOf(path: string, name: string, value: unknown): string {
  if (typeof value === 'string') return value;
  throw damaged(path, `${name} is missing`);
}

function numberOf(path: string, name: string, value: unknown): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw damaged(path, `${name} is missing`);
}

function damaged(path: string, reason: string): AppError {
  return new AppError('damaged_backup', {
    message: `${path} does not describe a backup`,
    reason,
    nextActions: ['devopsellence backup list'],
  });
}
