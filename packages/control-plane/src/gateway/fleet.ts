import type { Connection, Instant, NodeReport } from '@devopsellence/core';

/** What the control plane knows of nodes at this moment, in memory. Reading it costs nothing and never blocks. */
export interface Fleet {
  /** The newest report of the node; null when it never reported. */
  report(nodeId: string): NodeReport | null;
  /** From heartbeats: stale after 3 missed ones, offline after 9, or when its status stream was never opened. */
  connection(nodeId: string): Connection;
  lastSeen(nodeId: string): Instant | null;
  /** Calls back, with the node's id, after each report and each change of connection. Returns how to stop it. */
  onChange(listener: (nodeId: string) => void): () => void;
}
