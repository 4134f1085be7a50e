import {
  type Environment,
  listDeploymentNodes,
  listPublishedEnvironments,
  type Reader,
  runningDeployments,
} from '../store/index.js';

/**
 * Names of the services that nodes have of the environment's releases, current or not, or may get back without anybody
 * asking: a deployment that fails gives back what was there before it.
 */
export async function namesOnNodes(db: Reader, { id }: Pick<Environment, 'id'>): Promise<ReadonlySet<string>> {
  const documents = (await listPublishedEnvironments(db, id)).map(({ document }) => document);
  for (const running of await runningDeployments(db, id)) {
    const nodes = await listDeploymentNodes(db, running.id);
    documents.push(...nodes.flatMap(({ previous }) => (previous === null ? [] : [previous.document])));
  }
  return new Set(documents.flatMap(({ services }) => services.map(({ name }) => name)));
}
