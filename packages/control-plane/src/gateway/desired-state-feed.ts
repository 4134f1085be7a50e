/** Sends nodes their desired states. */
export interface DesiredStateFeed {
  /** The node's desired state has changed and was committed: send it, if the node is connected. Never blocks. */
  wake(nodeId: string): void;
}
