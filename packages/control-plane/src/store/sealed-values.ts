import { sql } from 'kysely';
import { SEALED_HEADER_BYTES } from '../secrets/vault.js';
import type { Reader, Writer } from './database.js';

/** A value that the vault has sealed, and where it is: a version of a secret, or the password of a registry. */
export interface SealedValue {
  readonly table: SealedTable;
  readonly id: string;
  /** Of the secret that it is a version of; empty for a password. */
  readonly secretId: string;
  readonly sealed: Buffer;
}

export type SealedTable = 'secret_versions' | 'registries';

/** How many values were sealed with one master key. */
export interface SealedCount {
  /** What these values begin with. */
  readonly header: Buffer;
  readonly count: number;
}

/** An index of each table has it. */
const header = sql<Buffer>`substr(sealed, 1, ${sql.lit(SEALED_HEADER_BYTES)})`;

/** All values there are, by what they begin with. */
export async function countSealedValues(db: Reader): Promise<readonly SealedCount[]> {
  const count = db.fn.countAll<number>().as('count');
  const headers = header.as('header');
  const versions = await db.selectFrom('secret_versions').select([headers, count]).groupBy(header).execute();
  const passwords = await db.selectFrom('registries').select([headers, count]).groupBy(header).execute();
  const counts = new Map<string, SealedCount>();
  for (const part of [...versions, ...passwords]) {
    const key = part.header.toString('hex');
    counts.set(key, { header: part.header, count: part.count + (counts.get(key)?.count ?? 0) });
  }
  return [...counts.values()];
}

/** Which values are asked for: those of one table that begin like this, in the order of their ids. */
export interface SealedPage {
  readonly table: SealedTable;
  readonly header: Buffer;
  /** Empty: from the first one. */
  readonly after: string;
  readonly limit: number;
}

export async function listSealedValues(
  db: Reader,
  { table, after, limit, ...page }: SealedPage,
): Promise<readonly SealedValue[]> {
  if (table === 'registries') {
    const rows = await db
      .selectFrom('registries')
      .select(['id', 'sealed'])
      .where(header, '=', page.header)
      .where('id', '>', after)
      .orderBy('id')
      .limit(limit)
      .execute();
    return rows.map((row) => ({ ...row, table, secretId: '' }));
  }
  const rows = await db
    .selectFrom('secret_versions')
    .select(['id', 'sealed', 'secret_id as secretId'])
    .where(header, '=', page.header)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...row, table }));
}

/** The value is the same; how it is sealed is not. One that was replaced since it was read stays. */
export async function replaceSealed(trx: Writer, value: SealedValue, sealed: Buffer): Promise<void> {
  await trx
    .updateTable(value.table)
    .set({ sealed })
    .where('id', '=', value.id)
    .where('sealed', '=', value.sealed)
    .execute();
}
