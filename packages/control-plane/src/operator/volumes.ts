import { AppError, type DesiredEnvironment, withNextActions } from '@devopsellence/core';
import type { wire } from '@devopsellence/protocol';
import type { Clock } from '@devopsellence/runtime';
import { titleOf } from '../deploy/environment-world.js';
import { askNode } from '../gateway/ask-node.js';
import type { ChannelWork, Tunnels } from '../gateway/tunnel-channel.js';
import { type Node, readNodeDesiredState, requireNode, type Store } from '../store/index.js';
import { audit } from './audit.js';
import type { OperatorContext, UnaryHandlers } from './handler.js';

/** Measuring takes the engine a look through its whole disk. */
const LIMIT_MS = 25_000;

export interface VolumeHandlerDeps {
  readonly store: Store;
  readonly tunnels: Tunnels;
  readonly clock: Clock;
}

export function volumeHandlers(deps: VolumeHandlerDeps): Pick<UnaryHandlers, 'ListVolumes' | 'RemoveVolume'> {
  return {
    ListVolumes: (request, context) => listVolumes(deps, request, context),
    RemoveVolume: (request, context) => removeVolume(deps, request, context),
  };
}

async function listVolumes(
  deps: VolumeHandlerDeps,
  { node: nameOrId, sizes }: wire.ListVolumesRequest__Output,
  { signal }: OperatorContext,
): Promise<wire.ListVolumesReply> {
  const { store } = deps;
  const node = await requireNode(store.db, nameOrId);
  const seen: wire.EngineVolume__Output[] = [];
  await ask(deps, { node, work: { listVolumes: { sizes } }, seen }, signal);
  const { environments } = await readNodeDesiredState(store.db, node.id);
  return {
    volumes: seen
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
      .map(({ name, isOwn, usedBy, bytes }) => ({
        name,
        isOwn,
        usedBy,
        bytes,
        wantedBy: usersOf(environments, name).map(({ title }) => title),
      })),
  };
}

/** What the node is to run is looked at here, where it is decided, and once more by its agent. */
async function removeVolume(
  deps: VolumeHandlerDeps,
  { node: nameOrId, name }: wire.RemoveVolumeRequest__Output,
  context: OperatorContext,
): Promise<wire.RemoveVolumeReply> {
  const { store, clock } = deps;
  if (name === '') throw new AppError('invalid_argument', { message: 'the call names no volume' });
  const node = await requireNode(store.db, nameOrId);
  const title = titleOf(node);
  const { environments } = await readNodeDesiredState(store.db, node.id);
  const users = usersOf(environments, name);
  if (users.length > 0) throw stillWanted(name, title, users);
  try {
    await ask(deps, { node, work: { removeVolume: { name } }, seen: [] }, context.signal);
  } catch (error) {
    throw refusedBy(title, error);
  }
  const at = clock.now();
  await store.transaction((trx) =>
    audit(trx, context, {
      at,
      action: 'volume.removed',
      subject: `node ${title}`,
      details: { node_id: node.id, volume: name },
    }),
  );
  return { node: title, name };
}

/** A node does not know by which name commands know it. */
function refusedBy(node: string, error: unknown): unknown {
  if (!(error instanceof AppError) || (error.code !== 'not_found' && error.code !== 'volume_in_use')) return error;
  return withNextActions(error, [...error.nextActions, `devopsellence volume list --node ${node}`]);
}

interface VolumeQuestion {
  readonly node: Node;
  readonly work: ChannelWork;
  /** Where the volumes of the answer go. */
  readonly seen: wire.EngineVolume__Output[];
}

async function ask(deps: VolumeHandlerDeps, { node, work, seen }: VolumeQuestion, signal: AbortSignal): Promise<void> {
  const onFrame = ({ volumes }: wire.AgentFrame__Output) => {
    seen.push(...(volumes?.volumes ?? []));
  };
  await askNode(deps, { nodeId: node.id, work, limitMs: LIMIT_MS, tooSlow: () => tooSlow(node), onFrame }, signal);
}

/** A service that has the volume. */
interface VolumeUser {
  readonly title: string;
  /** How it gives the volume up. */
  readonly nextAction: string;
}

function usersOf(environments: readonly DesiredEnvironment[], volume: string): readonly VolumeUser[] {
  return environments.flatMap(({ organization, project, name: environment, services }) =>
    services
      .filter(({ definition }) => definition.volumes.some((mount) => mount.name === volume))
      .map(({ name, definition: { standalone } }) => ({
        title: `${organization}/${project}/${environment} ${name}`,
        nextAction:
          standalone === undefined
            ? 'take it out of the config, devopsellence deploy, then remove it'
            : `devopsellence service delete ${name} --org ${organization} --project ${project} --env ${environment}`,
      })),
  );
}

function stillWanted(volume: string, node: string, users: readonly VolumeUser[]): AppError {
  return new AppError('volume_in_use', {
    message: `volume ${volume} on node ${node} is wanted by ${users.map(({ title }) => title).join(', ')}`,
    reason: 'it would come back empty',
    nextActions: [...new Set(users.map(({ nextAction }) => nextAction))],
  });
}

function tooSlow(node: Node): AppError {
  const name = titleOf(node);
  return new AppError('node_offline', {
    message: `node ${name} did not answer within ${LIMIT_MS / 1_000} s`,
    nextActions: [`devopsellence node diagnose ${name}`, `devopsellence volume list --node ${name}`],
  });
}
