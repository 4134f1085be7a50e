import type {
  DesiredEnvironment,
  Instant,
  NodeChange,
  RemovalStatus,
  RolloutNode,
  RolloutService,
  TaskRunStatus,
} from '@devopsellence/core';
import type { Fleet } from '../gateway/fleet.js';
import { reportedRun } from '../gateway/reported-run.js';

export interface FactsContext {
  readonly fleet: Fleet;
  readonly environmentId: string;
  /** When this control plane started. */
  readonly startedAt: Instant;
}

/** What is recorded of a node's part in a deployment. */
export interface RecordedNode {
  readonly nodeId: string;
  readonly name: string;
  readonly change: NodeChange;
  readonly document: DesiredEnvironment | null;
  readonly leftChanging: boolean;
  readonly publishedRevision: number | null;
  readonly beganAt: Instant | null;
  readonly settledAt: Instant | null;
}

/** A node as the rollout planner sees it: what is recorded of it, and what it last said of itself. */
export function factsOf(node: RecordedNode, context: FactsContext): RolloutNode {
  const { fleet, environmentId, startedAt } = context;
  const report = fleet.report(node.nodeId);
  return {
    id: node.nodeId,
    name: node.name,
    connection: fleet.connection(node.nodeId),
    lastSeen: fleet.lastSeen(node.nodeId),
    change: node.change,
    publishedRevision: node.publishedRevision,
    leftChanging: node.leftChanging,
    observedRevision: report?.observedRevision ?? 0,
    // While the control plane was away nobody could see the node settle: that time does not count against it.
    beganAt: node.beganAt === null ? null : Math.max(node.beganAt, startedAt),
    settledAt: node.settledAt,
    services: servicesOf(node, context),
    taskRun: taskRunOf(node, context),
    isLeftOver: report?.leftovers.includes(environmentId) === true,
    removals: removalsOf(report?.removals ?? [], environmentId),
    engineError: report?.engineError ?? '',
  };
}

function removalsOf(removals: readonly RemovalStatus[], environmentId: string): readonly string[] {
  const own = removals.filter((removal) => removal.environmentId === environmentId);
  return own.map(({ service, waitingOn }) => `${service}: ${waitingOn.detail}`);
}

function taskRunOf({ nodeId, document }: RecordedNode, { fleet }: FactsContext): TaskRunStatus | null {
  const [run] = document?.taskRuns ?? [];
  return run === undefined ? null : reportedRun(fleet, nodeId, run.id);
}

function servicesOf({ nodeId, document }: RecordedNode, { fleet, environmentId }: FactsContext): RolloutService[] {
  if (document === null) return [];
  const reported = fleet.report(nodeId)?.services.filter((status) => status.environmentId === environmentId) ?? [];
  const statuses = new Map(reported.map((status) => [status.name, status]));
  return document.services.map(({ name, hash }) => ({ name, hash, status: statuses.get(name) ?? null }));
}
