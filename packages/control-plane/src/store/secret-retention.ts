import type { Writer } from './database.js';
import { runningDeployments } from './deployments.js';
import { readDesiredEnvironment } from './desired-environments.js';
import { listPublishedTaskRuns } from './published-task-runs.js';
import { listOutdatedVersions, removeSecretVersions } from './secrets.js';
import { listStandaloneOperations } from './standalone-operations.js';
import { listStandaloneServices } from './standalone-services.js';

/**
 * Removes the values that nothing needs any more: not a secret's current version, and referenced by nothing published in
 * the environment. While a deployment runs everything stays: it has chosen versions that it publishes later. So it does while
 * an operation on a standalone service goes on: what was there before may have to come back.
 */
export async function removeUnusedSecretVersions(trx: Writer, environmentId: string): Promise<void> {
  const running = await runningDeployments(trx, environmentId);
  if (running.length > 0 || (await listStandaloneOperations(trx, environmentId)).length > 0) return;
  const outdated = await listOutdatedVersions(trx, environmentId);
  if (outdated.length === 0) return;
  const referenced = await referencedVersions(trx, environmentId);
  await removeSecretVersions(
    trx,
    outdated.filter((versionId) => !referenced.has(versionId)),
  );
}

async function referencedVersions(trx: Writer, environmentId: string): Promise<ReadonlySet<string>> {
  // Most nodes of an environment have the same document: each is read once, however many there are.
  const rows = await trx
    .selectFrom('desired_environments')
    .select('document')
    .distinct()
    .where('environment_id', '=', environmentId)
    .execute();
  const containers = rows.flatMap(({ document }) => {
    const { services, taskRuns } = readDesiredEnvironment(document);
    return [...services, ...taskRuns];
  });
  const runs = await listPublishedTaskRuns(trx, environmentId);
  const standalone = (await listStandaloneServices(trx, environmentId)).map(({ document }) => document);
  return new Set(
    [...containers, ...runs, ...standalone].flatMap(({ definition }) =>
      definition.secrets.map(({ versionId }) => versionId),
    ),
  );
}
