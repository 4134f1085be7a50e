import { AppError } from '@devopsellence/core';
import { Migrator } from 'kysely';
import type { Store } from './database.js';
import { initial } from './migrations/0001-initial.js';
import { access } from './migrations/0002-access.js';
import { images } from './migrations/0003-images.js';
import { identity } from './migrations/0004-identity.js';
import { backup } from './migrations/0005-backup.js';
import { uploadedImages } from './migrations/0006-uploaded-images.js';
import { pushRegistry } from './migrations/0007-push-registry.js';
import { rotations } from './migrations/0008-rotations.js';
import { sshAddresses } from './migrations/0009-ssh-addresses.js';
import { sealedValues } from './migrations/0010-sealed-values.js';
import { taskRuns } from './migrations/0011-task-runs.js';
import { noTokenAuthorities } from './migrations/0012-no-token-authorities.js';
import { heldNodes } from './migrations/0013-held-nodes.js';
import { deploymentDocuments } from './migrations/0014-deployment-documents.js';
import { leftChanging } from './migrations/0015-left-changing.js';
import { taskTriggers } from './migrations/0016-task-triggers.js';
import { standaloneServices } from './migrations/0017-standalone-services.js';
import { standaloneOperations } from './migrations/0018-standalone-operations.js';
import { nodeIngress } from './migrations/0019-node-ingress.js';

/** In order of their names; one that was released is never changed. */
const MIGRATIONS = {
  '0001-initial': initial,
  '0002-access': access,
  '0003-images': images,
  '0004-identity': identity,
  '0005-backup': backup,
  '0006-uploaded-images': uploadedImages,
  '0007-push-registry': pushRegistry,
  '0008-rotations': rotations,
  '0009-ssh-addresses': sshAddresses,
  '0010-sealed-values': sealedValues,
  '0011-task-runs': taskRuns,
  '0012-no-token-authorities': noTokenAuthorities,
  '0013-held-nodes': heldNodes,
  '0014-deployment-documents': deploymentDocuments,
  '0015-left-changing': leftChanging,
  '0016-task-triggers': taskTriggers,
  '0017-standalone-services': standaloneServices,
  '0018-standalone-operations': standaloneOperations,
  '0019-node-ingress': nodeIngress,
} as const;

/** Brings the tables up to date, in one transaction. A database of a newer version is refused. */
export async function migrate(store: Store): Promise<void> {
  const migrator = new Migrator({ db: store.db, provider: { getMigrations: async () => ({ ...MIGRATIONS }) } });
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return;
  throw new AppError('internal', {
    message: 'the database could not be brought up to date',
    reason: error instanceof Error ? error.message : String(error),
    nextActions: ['check that the control plane is not older than the one that wrote the database'],
    cause: error,
  });
}
