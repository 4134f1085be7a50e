/**
 * What a deploy or apply would change in the environment because its inputs — labels, secrets, nodes — are no longer
 * those of the last deployment: one sentence each. Empty when nothing would change or nothing was ever deployed.
 */
export type PendingChanges = (environmentId: string) => Promise<readonly string[]>;
