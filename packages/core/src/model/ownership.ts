/** Label of everything that the product creates on an engine. */
export const MANAGED_LABEL = 'devopsellence.managed';

/** Label that says on which node it was created. */
export const NODE_LABEL = 'devopsellence.node';

/** The engine's label filters for everything of one node. */
export function ownedBy(nodeId: string): string[] {
  return [`${MANAGED_LABEL}=true`, `${NODE_LABEL}=${nodeId}`];
}
