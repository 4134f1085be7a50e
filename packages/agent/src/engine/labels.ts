import {
  DEPENDS_ON_LABEL,
  dependsOnText,
  ENVIRONMENT_LABEL,
  MANAGED_LABEL,
  NODE_LABEL,
  type Role,
  readDependsOn,
  SERVICE_LABEL,
  STANDALONE_LABEL,
  TASK_RUN_LABEL,
} from '@devopsellence/core';

const ROLE = 'devopsellence.role';
const HASH = 'devopsellence.hash';
const RELEASE = 'devopsellence.release';

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
  readonly isStandalone: boolean;
  /** Services that it was made to run with. */
  readonly dependsOn: readonly string[];
}

/** On networks with a subnet of their own, on which a container can have the address again that it had. */
export const KEEPS_ADDRESSES = 'devopsellence.keeps-addresses';

/** Labels of a network or volume. */
export function environmentLabels(nodeId: string, environmentId: string): Record<string, string> {
  return { [MANAGED_LABEL]: 'true', [NODE_LABEL]: nodeId, [ENVIRONMENT_LABEL]: environmentId };
}

export function containerLabels(nodeId: string, container: ContainerLabels): Record<string, string> {
  return {
    ...environmentLabels(nodeId, container.environmentId),
    [SERVICE_LABEL]: container.service,
    ...(container.role === null ? {} : { [ROLE]: container.role }),
    [HASH]: container.hash,
    [RELEASE]: container.releaseId,
    ...(container.taskRun === null ? {} : { [TASK_RUN_LABEL]: container.taskRun }),
    ...(container.isStandalone ? { [STANDALONE_LABEL]: 'true' } : {}),
    ...(container.dependsOn.length === 0 ? {} : { [DEPENDS_ON_LABEL]: dependsOnText(container.dependsOn) }),
  };
}

export function isOwned(labels: Labels, nodeId: string): boolean {
  return labels[MANAGED_LABEL] === 'true' && labels[NODE_LABEL] === nodeId;
}

export function environmentOf(labels: Labels): string {
  return labels[ENVIRONMENT_LABEL] ?? '';
}

/** What the labels say; a label that somebody took away reads as empty, and then matches nothing desired. */
export function readContainerLabels(labels: Labels): Omit<ContainerLabels, 'role'> {
  return {
    environmentId: environmentOf(labels),
    service: labels[SERVICE_LABEL] ?? '',
    hash: labels[HASH] ?? '',
    releaseId: labels[RELEASE] ?? '',
    taskRun: labels[TASK_RUN_LABEL] ?? null,
    isStandalone: labels[STANDALONE_LABEL] === 'true',
    dependsOn: readDependsOn(labels[DEPENDS_ON_LABEL] ?? ''),
  };
}
