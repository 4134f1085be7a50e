/** Label of everything that the product creates on an engine. */
export const MANAGED_LABEL = 'devopsellence.managed';

/** Label that says on which node it was created. */
export const NODE_LABEL = 'devopsellence.node';

/** Labels of a container that say what it is. */
export const ENVIRONMENT_LABEL = 'devopsellence.environment';
export const SERVICE_LABEL = 'devopsellence.service';
export const TASK_RUN_LABEL = 'devopsellence.task-run';

/** Label of containers of standalone services: when one is to go, the desired state that knew it is gone. */
export const STANDALONE_LABEL = 'devopsellence.standalone';

/**
 * Label with the services that a container was made to run with: when it is to stop, the desired state that knew them is gone.
 * It is no part of the hash: a container that was made without it is not replaced for it, and stops as if it had none.
 */
export const DEPENDS_ON_LABEL = 'devopsellence.depends-on';

/** The value of the label that names these services. */
export function dependsOnText(services: readonly string[]): string {
  return services.toSorted().join(',');
}

/** The services that the value of the label names. */
export function readDependsOn(text: string): readonly string[] {
  return text.split(',').filter((name) => name !== '');
}

/** The engine's label filters for everything of one node. */
export function ownedBy(nodeId: string): string[] {
  return [`${MANAGED_LABEL}=true`, `${NODE_LABEL}=${nodeId}`];
}
