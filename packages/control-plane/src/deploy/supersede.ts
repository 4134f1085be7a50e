import type { Instant } from '@devopsellence/core';
import {
  type Deployment,
  type DeploymentNode,
  type Environment,
  findTaskRun,
  listDeploymentNodes,
  listDeploymentProgress,
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
  /** The node on which its task has yet to end; null: none. */
  readonly taskNodeId: string | null;
}

export async function readSuperseded(db: Reader, deployment: Deployment): Promise<Superseded> {
  const nodes = await listDeploymentNodes(db, deployment.id);
  const run = await findTaskRun(db, deployment.id);
  return {
    deployment,
    before: new Map(nodes.map(({ nodeId, previous }) => [nodeId, previous])),
    changing: new Set(nodes.filter(isChanging).map(({ nodeId }) => nodeId)),
    taskNodeId: run === null || run.outcome !== null ? null : run.nodeId,
  };
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
 * next begins. On a node that the new one does not change before its own task has succeeded, it is taken out here; returns
 * that node. On one that is cut off it may go on until the node is heard of again.
 */
export async function recordSuperseded(trx: Writer, succession: Succession): Promise<readonly string[]> {
  const { superseded, environment, id, taskNodeId, by, at } = succession;
  const { deployment, before, taskNodeId: nodeId } = superseded;
  const isLeft = nodeId !== null && taskNodeId !== null && nodeId !== taskNodeId;
  const attached = await listDeploymentProgress(trx, deployment.id);
  const reached = attached.find((node) => node.nodeId === nodeId && node.publishedRevision !== null);
  const given = isLeft && reached !== undefined ? [nodeId] : [];
  for (const each of given)
    await giveBack(trx, { nodeId: each, previous: before.get(each) ?? null }, { deployment, at });
  const reason = `superseded by deployment ${id}, started by ${by}`;
  await recordEnd(trx, { deployment, environment, state: 'superseded', reason, at });
  return given;
}
