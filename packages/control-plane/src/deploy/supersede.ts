import type { Instant } from '@devopsellence/core';
import {
  type Deployment,
  type DeploymentNode,
  type Environment,
  findTaskOutcomes,
  listDeploymentNodes,
  type PreviousDocument,
  type Reader,
  type Writer,
} from '../store/index.js';
import { recordEnd } from './end-deployment.js';
import type { EnvironmentWorld } from './environment-world.js';
import { giveBack } from './roll-back.js';

/** What a deployment that is superseded leaves to the one that does so. */
export interface Superseded {
  readonly deployment: Deployment;
  /**
   * By node id: what each of its nodes had before it, whether it has settled there or not. The release that it brings has
   * not settled as a whole, so that this alone is sound to go back to, on all nodes alike.
   */
  readonly before: ReadonlyMap<string, PreviousDocument | null>;
  /** Ids of the nodes that it has changed and that have not settled since. */
  readonly changing: ReadonlySet<string>;
  /** Ids of the nodes that are told to run a task, of it or of one before it, that has not succeeded: it may still run. */
  readonly taskNodeIds: ReadonlySet<string>;
}

export async function readSuperseded(
  db: Reader,
  deployment: Deployment,
  published: EnvironmentWorld['published'],
): Promise<Superseded> {
  const nodes = await listDeploymentNodes(db, deployment.id);
  return {
    deployment,
    before: new Map(nodes.map(({ nodeId, previous }) => [nodeId, previous])),
    changing: new Set(nodes.filter(isChanging).map(({ nodeId }) => nodeId)),
    taskNodeIds: await readTaskNodes(db, published),
  };
}

async function readTaskNodes(db: Reader, published: EnvironmentWorld['published']): Promise<ReadonlySet<string>> {
  const told = [...published.values()].flatMap(({ nodeId, document }) =>
    document.taskRuns.map(({ id }) => ({ nodeId, id })),
  );
  const outcomes = await findTaskOutcomes(
    db,
    told.map(({ id }) => id),
  );
  return new Set(told.filter(({ id }) => outcomes.get(id)?.isSuccess !== true).map(({ nodeId }) => nodeId));
}

function isChanging({ change, publishedRevision, settledAt, leftChanging }: DeploymentNode): boolean {
  const isReached = publishedRevision !== null && change !== 'keep';
  return settledAt === null && (isReached || leftChanging);
}

/** What a failure of a deployment that starts now gives back to the node; null: nothing. */
export function beforeOf({ published, superseded }: EnvironmentWorld, nodeId: string): PreviousDocument | null {
  const before = superseded?.before.get(nodeId);
  return before === undefined ? (published.get(nodeId) ?? null) : before;
}

export interface Succession {
  readonly superseded: Superseded;
  readonly environment: Environment;
  /** Of the deployment that supersedes. */
  readonly id: string;
  /** Where the task of that deployment runs; null: it has none. */
  readonly taskNodeId: string | null;
  /** Name of a token. */
  readonly by: string;
  readonly at: Instant;
}

/**
 * Ends the deployment that is superseded. The new one stops its task: a run that is not desired any more ends before the
 * next begins. From nodes that the new one does not change before its own task has succeeded it is taken out here; returns
 * these. On one that is cut off it may go on until the node is heard of again.
 */
export async function recordSuperseded(trx: Writer, succession: Succession): Promise<readonly string[]> {
  const { superseded, environment, id, taskNodeId, by, at } = succession;
  const { deployment, before, taskNodeIds } = superseded;
  const given = taskNodeId === null ? [] : [...taskNodeIds].filter((nodeId) => nodeId !== taskNodeId);
  for (const nodeId of given) await giveBack(trx, { nodeId, previous: before.get(nodeId) ?? null }, { deployment, at });
  const reason = `superseded by deployment ${id}, started by ${by}`;
  await recordEnd(trx, { deployment, environment, state: 'superseded', reason, at });
  return given;
}
