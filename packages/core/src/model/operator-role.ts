/** What a token may do, the least first; each may all that those before it may. */
export const OPERATOR_ROLES = ['viewer', 'deployer', 'owner'] as const;

export type OperatorRole = (typeof OPERATOR_ROLES)[number];
