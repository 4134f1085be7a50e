import { AppError } from '@devopsellence/core';
import type { Database as SqliteFile } from 'better-sqlite3';
import {
  type DatabaseConnection,
  type Dialect,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type SqliteStatement,
} from 'kysely';

/** Statements differ by the length of their lists, too; beyond this many they are prepared again. */
const MAX_STATEMENTS = 1_000;

/** SQLite for Kysely, with statements prepared once and the fair queue of `FairSqliteDriver`. */
export function sqliteDialect(file: SqliteFile, connectionWaitMs: number): Dialect {
  const statements = new Map<string, SqliteStatement>();
  const prepare = (sql: string) => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const statement = file.prepare<readonly unknown[]>(sql);
    if (statements.size >= MAX_STATEMENTS) statements.clear();
    statements.set(sql, statement);
    return statement;
  };
  return {
    createAdapter: () => new TransactionalAdapter(),
    createDriver: () => new FairSqliteDriver(file, prepare, connectionWaitMs),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

/** Kysely is more careful than it need be: SQLite does roll tables back, so a killed migration leaves nothing behind. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/**
 * Whoever waits for the one connection gets it in the order of asking, at a constant cost each: Kysely's own driver
 * wakes all who wait every time, and thousands of agents ask at once after a restart. A wait that cannot end — the work
 * of a transaction used the database instead of the transaction — fails instead of hanging.
 */
class FairSqliteDriver extends SqliteDriver {
  readonly #file: SqliteFile;
  readonly #waitMs: number;
  readonly #waiting = new Set<() => void>();
  #taken = false;

  constructor(file: SqliteFile, prepare: SqliteDatabase['prepare'], waitMs: number) {
    super({ database: { prepare, close: () => file.close() } });
    this.#file = file;
    this.#waitMs = waitMs;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    if (this.#taken) await this.#turn();
    this.#taken = true;
    return await super.acquireConnection();
  }

  override async releaseConnection(): Promise<void> {
    await super.releaseConnection();
    const [next] = this.#waiting;
    // Stays taken while it changes hands: nobody may slip in between.
    if (next === undefined) this.#taken = false;
    else next();
  }

  /** SQLite itself ends a transaction that it has no room for: rolling back what is over would hide why. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#file.inTransaction) await super.rollbackTransaction(connection);
  }

  #turn(): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(take);
        reject(connectionNeverFree(this.#waitMs));
      }, this.#waitMs);
      const take = () => {
        clearTimeout(timer);
        this.#waiting.delete(take);
        resolve();
      };
      this.#waiting.add(take);
    });
  }
}

function connectionNeverFree(waitMs: number): AppError {
  return new AppError('internal', {
    message: `the database was in use for ${waitMs / 1000} s`,
    reason: 'the work of a transaction must use the transaction it is given, never the database itself',
  });
}
