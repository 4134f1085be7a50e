import type { wire } from '@devopsellence/protocol';

/** Work that an operator asks of a node: exactly one of the fields. */
export type ChannelWork = Pick<
  wire.OpenChannel,
  | 'logs'
  | 'exec'
  | 'resolveImage'
  | 'findImages'
  | 'agentLogs'
  | 'diagnose'
  | 'listVolumes'
  | 'removeVolume'
  | 'describeService'
  | 'restartService'
  | 'checkPorts'
>;

/** Opens channels through the tunnels that agents keep open. */
export interface Tunnels {
  /** Throws `node_offline` when the node has no tunnel open now. */
  open(nodeId: string, work: ChannelWork): TunnelChannel;
}

/** One piece of work on a node. Ends with the `closed` frame, or by throwing `node_offline` when the tunnel breaks. */
export interface TunnelChannel {
  /** What the node sends. Credit is granted as frames are taken: a slow reader slows the node, nothing piles up here. */
  readonly frames: AsyncIterable<wire.AgentFrame__Output>;
  /** Resolves when the node may take more. */
  sendInput(data: Buffer): Promise<void>;
  endInput(): void;
  resize(size: wire.TerminalSize): void;
  /** Ends the work on the node. Safe to call again, and after the end. */
  cancel(): void;
}
