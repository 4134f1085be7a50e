import type { Role } from '@devopsellence/core';

/** What the product writes on everything it creates; what does not carry it is never touched. */
export const MANAGED = 'devopsellence.managed';
const NODE = 'devopsellence.node';
const ENVIRONMENT = 'devopsellence.environment';
const SERVICE = 'devopsellence.service';
const ROLE = 'devopsellence.role';
const HASH = 'devopsellence.hash';
const RELEASE = 'devopsellence.release';
const TASK_RUN = 'devopsellence.task-run';

export type Labels = Readonly<Record<string, string>>;

export interface ContainerLabels {
  readonly environmentId: string;
  /** The service, or the task. */
  readonly service: string;
  /** Null for a run of a task: it has no role of its own. */
  readonly role: Role | null;
  readonly hash: string;
  readonly releaseId: string;
  /** Id of the run of a task; null for a container of a service. */
  readonly taskRun: string | null;
}

/** Labels of a network or volume. */
export function environmentLabels(nodeId: string, environmentId: string): Record<string, string> {
  return { [MANAGED]: 'true', [NODE]: nodeId, [ENVIRONMENT]: environmentId };
}

export function containerLabels(nodeId: string, container: ContainerLabels): Record<string, string> {
  return {
    ...environmentLabels(nodeId, container.environmentId),
    [SERVICE]: container.service,
    ...(container.role === null ? {} : { [ROLE]: container.role }),
    [HASH]: container.hash,
    [RELEASE]: container.releaseId,
    ...(container.taskRun === null ? {} : { [TASK_RUN]: container.taskRun }),
  };
}

/** The engine's filter for everything of one node. */
export function ownedBy(nodeId: string): string[] {
  return [`${MANAGED}=true`, `${NODE}=${nodeId}`];
}

export function isOwned(labels: Labels, nodeId: string): boolean {
  return labels[MANAGED] === 'true' && labels[NODE] === nodeId;
}

export function environmentOf(labels: Labels): string {
  return labels[ENVIRONMENT] ?? '';
}

/** What the labels say; a label that somebody took away reads as empty, and then matches nothing desired. */
export function readContainerLabels(labels: Labels): Omit<ContainerLabels, 'role'> {
  return {
    environmentId: environmentOf(labels),
    service: labels[SERVICE] ?? '',
    hash: labels[HASH] ?? '',
    releaseId: labels[RELEASE] ?? '',
    taskRun: labels[TASK_RUN] ?? null,
  };
}
