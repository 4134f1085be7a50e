import { AppError } from '@devopsellence/core';
import { type AskNodeDeps, askNode } from '../gateway/ask-node.js';
import {
  type OperationPublication,
  type Reader,
  readNodeDesiredState,
  type StandaloneService,
} from '../store/index.js';

const LIMIT_MS = 25_000;

/** Names on the engine, each once. */
export function volumesOf({ document }: StandaloneService): readonly string[] {
  return [...new Set(document.definition.volumes.map(({ name }) => name))];
}

/** The volumes of the service that nothing else on its node wants. */
export async function volumesOfItsOwn(db: Reader, service: StandaloneService): Promise<readonly string[]> {
  const { environments } = await readNodeDesiredState(db, service.nodeId);
  const others = environments.flatMap(({ id, services, taskRuns }) => [
    ...services.filter(({ name }) => id !== service.environmentId || name !== service.name),
    ...taskRuns,
  ]);
  const wanted = new Set(others.flatMap(({ definition }) => definition.volumes.map(({ name }) => name)));
  return volumesOf(service).filter((volume) => !wanted.has(volume));
}

/** Removes the volumes that go with the service. Returns those that went: one that is wanted again, or used, stays. */
export async function removeServiceVolumes(
  deps: AskNodeDeps,
  { nodeId, volumes }: OperationPublication,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const removed: string[] = [];
  for (const name of volumes) {
    const question = {
      nodeId,
      work: { removeVolume: { name } },
      limitMs: LIMIT_MS,
      tooSlow: () => new AppError('node_offline', { message: 'it did not answer' }),
      onFrame: () => {},
    };
    try {
      await askNode(deps, question, signal);
      removed.push(name);
    } catch (error) {
      // One that was never made is not there, which is what was asked for; any other stays, and the answer says so.
      if (!(error instanceof AppError)) throw error;
      if (error.code === 'not_found') removed.push(name);
    }
  }
  return removed;
}
