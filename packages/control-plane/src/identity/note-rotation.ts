import type { Clock, Logger } from '@devopsellence/runtime';
import {
  findRotation,
  insertEvent,
  newestEventOf,
  putRotation,
  type Reader,
  type RotationRow,
  type Store,
} from '../store/index.js';
import type { RotatingIds } from './rotating-key.js';

/** Who asked for a step. */
export interface RotationActor {
  readonly name: string;
  readonly correlationId: string;
}

/** What nobody asked for, or nobody knows any more who did. */
export const ITSELF: RotationActor = { name: 'control-plane', correlationId: '' };

/** How far a key is. */
export interface RotationNote {
  readonly kind: RotationRow['kind'];
  readonly phase: RotationRow['phase'];
  readonly ids: RotatingIds;
}

/**
 * Leaves an event when the database does not know yet how far the key is: the keys themselves are in files. Without an
 * actor it is of whoever brought the new key into use.
 */
export async function noteRotation(
  { store, clock, logger }: { readonly store: Store; readonly clock: Clock; readonly logger: Logger },
  { kind, phase, ids }: RotationNote,
  actor: RotationActor | null,
): Promise<void> {
  const at = clock.now();
  const isNews = await store.transaction(async (trx) => {
    const known = (await findRotation(trx, kind))?.phase ?? 'steady';
    if (known === phase) return false;
    const { name, correlationId } = actor ?? (await whoReplaced(trx, kind));
    await putRotation(trx, { kind, phase, since: at });
    await insertEvent(trx, {
      at,
      actor: name,
      action: `${kind}.${phase === 'steady' ? 'rotated' : phase}`,
      subject: kind.replace('_', ' '),
      details: { ...ids },
      correlationId,
    });
    return true;
  });
  if (isNews) logger.info({ kind, phase, ...ids }, 'a replacement of keys goes on');
}

async function whoReplaced(db: Reader, kind: RotationNote['kind']): Promise<RotationActor> {
  const event = await newestEventOf(db, `${kind}.replaced`);
  return event === null ? ITSELF : { name: event.actor, correlationId: event.correlationId };
}
