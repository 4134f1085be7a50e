import type { Reader, Writer } from './database.js';
import type { RotationRow } from './schema.js';

/** Null before the first change. */
export async function findRotation(db: Reader, kind: RotationRow['kind']): Promise<RotationRow | null> {
  return (await db.selectFrom('rotations').selectAll().where('kind', '=', kind).executeTakeFirst()) ?? null;
}

export async function putRotation(trx: Writer, { kind, phase, since }: RotationRow): Promise<void> {
  await trx
    .insertInto('rotations')
    .values({ kind, phase, since })
    .onConflict((conflict) => conflict.column('kind').doUpdateSet({ phase, since }))
    .execute();
}
