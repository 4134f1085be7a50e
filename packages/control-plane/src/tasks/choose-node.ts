import type { Connection } from '@devopsellence/core';

/** A node that runs, of one release, the service of a task and all that the task depends on. */
export interface TaskNode {
  readonly id: string;
  readonly name: string;
  readonly releaseId: string;
  readonly connection: Connection;
  /** It is held since a restore: nothing is published to it by the way. */
  readonly isHeld: boolean;
}

/** Where a run is made: on the node of the last one while that is online, else on the first that is. Null: nowhere now. */
export function chooseNode<Node extends TaskNode>(nodes: readonly Node[], lastNodeId: string | null): Node | null {
  const ready = nodes.filter(({ connection, isHeld }) => connection === 'online' && !isHeld);
  return ready.find(({ id }) => id === lastNodeId) ?? ready[0] ?? null;
}
