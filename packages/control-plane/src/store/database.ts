import { Kysely, type Transaction } from 'kysely';
import type { Database } from './schema.js';
import { sqliteDialect } from './sqlite-dialect.js';
import { openSqliteFile } from './sqlite-file.js';
import { explainStorage } from './storage-full.js';

/** What reads need: the database, or the transaction one is in. Inside a transaction only the transaction may be used. */
export type Reader = Kysely<Database> | Transaction<Database>;
/** What writes need: nothing is ever written outside a transaction. */
export type Writer = Transaction<Database>;

/** The transactions that have written events. */
const withEvents = new WeakSet<Writer>();

/** The transaction writes an event: whoever follows events is woken after its commit. */
export function noteEvent(trx: Writer): void {
  withEvents.add(trx);
}

/** How long to wait for a transaction to end: longer than any of ours takes, by orders of magnitude. */
const CONNECTION_WAIT_MS = 15_000;

/**
 * The one place that knows that the database is SQLite: everything else goes through Kysely and would run on PostgreSQL.
 */
export class Store {
  readonly db: Kysely<Database>;
  readonly #eventListeners = new Set<() => void>();

  private constructor(db: Kysely<Database>) {
    this.db = db;
  }

  /** Opens the file, creating it if need be. Tables come with `migrate`. */
  static open(path: string, { connectionWaitMs = CONNECTION_WAIT_MS } = {}): Store {
    const file = openSqliteFile(path);
    file.pragma('journal_mode = WAL');
    // What was acknowledged must survive power loss, not only a crash of the process.
    file.pragma('synchronous = FULL');
    file.pragma('foreign_keys = ON');
    file.pragma('busy_timeout = 5000');
    return new Store(new Kysely<Database>({ dialect: sqliteDialect(file, connectionWaitMs) }));
  }

  /** Opens a file that nobody writes to, to look into it. */
  static openCopy(path: string): Store {
    const file = openSqliteFile(path, { readonly: true });
    return new Store(new Kysely<Database>({ dialect: sqliteDialect(file, CONNECTION_WAIT_MS) }));
  }

  /**
   * All of the work, or nothing when it throws; durable once resolved. The work does nothing but use the transaction:
   * everyone else waits for its end. Rejects with `storage_full` when there is no room for it.
   */
  async transaction<Result>(work: (trx: Writer) => Promise<Result>): Promise<Result> {
    const transaction = this.db.transaction().execute(async (trx) => {
      return { result: await work(trx), hasEvents: withEvents.has(trx) };
    });
    const { result, hasEvents } = await transaction.catch((error: unknown) => {
      throw explainStorage(error);
    });
    if (hasEvents) for (const listener of this.#eventListeners) listener();
    return result;
  }

  /** Calls the listener after each commit that brought events. Returns how to stop that. */
  onEvents(listener: () => void): () => void {
    this.#eventListeners.add(listener);
    return () => this.#eventListeners.delete(listener);
  }

  async close(): Promise<void> {
    await this.db.destroy();
  }
}
