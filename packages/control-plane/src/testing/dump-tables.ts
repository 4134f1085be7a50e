import { sql } from 'kysely';
import { Store } from '../store/index.js';

/** All rows of a table, each as text, in a fixed order. */
export type TableDump = Readonly<Record<string, readonly string[]>>;

/** What a control plane has in its database, be it running or not. */
export async function dumpTables(databaseFile: string): Promise<TableDump> {
  const store = Store.open(databaseFile);
  try {
    const tables = await store.db.introspection.getTables();
    const dump: Record<string, readonly string[]> = {};
    for (const { name } of tables) {
      const { rows } = await sql`select * from ${sql.table(name)}`.execute(store.db);
      dump[name] = rows.map((row) => JSON.stringify(row, bytesAsHex)).toSorted();
    }
    return dump;
  } finally {
    await store.close();
  }
}

/** What SQLite itself finds wrong with the file; empty when all is well. */
export async function brokenRows(databaseFile: string): Promise<readonly string[]> {
  const store = Store.open(databaseFile);
  try {
    const integrity = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(store.db);
    const references = await sql`pragma foreign_key_check`.execute(store.db);
    return [
      ...integrity.rows.map((row) => row.integrity_check).filter((text) => text !== 'ok'),
      ...references.rows.map((row) => JSON.stringify(row)),
    ];
  } finally {
    await store.close();
  }
}

/** Called after `toJSON`, which has made an object of a Buffer. */
function bytesAsHex(_key: string, value: unknown): unknown {
  const isBytes = typeof value === 'object' && value !== null && 'type' in value && value.type === 'Buffer';
  return isBytes && 'data' in value && Array.isArray(value.data) ? Buffer.from(value.data).toString('hex') : value;
}
