import type { Reader } from '../store/index.js';
import type { BackupContents } from './manifest.js';

/** How much of what a database holds: living tokens, named nodes. */
export async function contentsOf(db: Reader): Promise<BackupContents> {
  const { fn } = db;
  const count = fn.countAll<number>().as('count');
  const tokens = await db.selectFrom('tokens').select(count).where('revoked_at', 'is', null).executeTakeFirstOrThrow();
  const nodes = await db.selectFrom('nodes').select(count).executeTakeFirstOrThrow();
  const environments = await db.selectFrom('environments').select(count).executeTakeFirstOrThrow();
  const secrets = await db.selectFrom('secrets').select(count).executeTakeFirstOrThrow();
  return { nodes: nodes.count, tokens: tokens.count, environments: environments.count, secrets: secrets.count };
}
