import { titleOf } from '../deploy/environment-world.js';
import { requireNode } from '../store/index.js';
import { requireReachable, requireService } from './check-service.js';
import type { OperationRunner } from './operation-runner.js';
import { publishOperation } from './publish-operation.js';
import type { DeleteOutcome, DeleteRequest, ServiceCaller, StandaloneDeps } from './service-request.js';
import { volumesOf, volumesOfItsOwn } from './service-volumes.js';

/** How long a container may take to go: the time it has to end itself, and some for the engine. */
const LIMIT_MS = 2 * 60_000;

/**
 * Takes the service off its node, and with it the volumes that nothing else wants there, if so asked. Its preset stays. A
 * node that is not heard of cannot do that: then nothing changes.
 */
export function deleteService(
  deps: StandaloneDeps,
  runner: OperationRunner,
  request: DeleteRequest,
  caller: ServiceCaller,
): Promise<DeleteOutcome> {
  const { name, withVolumes } = request;
  return runner.hold({ ...request, kind: 'delete', caller }, async (held, signal) => {
    const { db } = deps.store;
    const before = await requireService(db, held.environment, name);
    const node = await requireNode(db, before.nodeId);
    await requireReachable(deps, node, signal);
    const volumes = withVolumes ? await volumesOfItsOwn(db, before) : [];
    const change = { node, before, wanted: null, waits: false, changed: null, volumes, limitMs: LIMIT_MS };
    const { failure, removedVolumes } = await runner.finish(await publishOperation(deps, held, change));
    if (failure !== null) throw failure;
    const keptVolumes = volumesOf(before).filter((volume) => !removedVolumes.includes(volume));
    return { node: titleOf(node), removedVolumes, keptVolumes };
  });
}
