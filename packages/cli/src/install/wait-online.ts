import { AppError, type Instant, toAppError } from '@devopsellence/core';
import type { ControlPlaneClient } from '../client/control-plane-client.js';
import type { NodeInfo } from '../client/names.js';
import type { CommandContext } from '../command.js';

const ASK_EVERY_MS = 500;

export interface AwaitedNode {
  readonly name: string;
  /** Of its agent; null: any. */
  readonly version: string | null;
  /** Whether only what the control plane hears of the node from now on counts. */
  readonly fromNowOn: boolean;
  readonly withinMs: number;
}

/**
 * Whether the control plane sees the node online in time. One that does not answer meanwhile may come back. Throws
 * `cancelled` when it is interrupted.
 */
export async function comesOnline(
  { io, outside }: CommandContext,
  client: ControlPlaneClient,
  awaited: AwaitedNode,
): Promise<boolean> {
  const { clock } = outside;
  const deadline = clock.monotonicMs() + awaited.withinMs;
  // By the control plane's clock; null: not known yet.
  let since: Instant | null = awaited.fromNowOn ? null : 0;
  for (;;) {
    since ??= await unlessAway(async () => (await client.whoAmI()).at ?? clock.now());
    if (since !== null && isThere(await nodeNamed(client, awaited.name), awaited, since)) return true;
    if (io.signal.aborted) throw new AppError('cancelled', { message: `stopped waiting for ${awaited.name}` });
    if (clock.monotonicMs() >= deadline) return false;
    await clock.sleep(ASK_EVERY_MS, io.signal);
  }
}

function isThere(node: NodeInfo | null, { version }: AwaitedNode, since: Instant): boolean {
  if (node?.connection !== 'online' || (version !== null && node.agentVersion !== version)) return false;
  return (node.lastSeenAt ?? 0) > since;
}

function nodeNamed(client: ControlPlaneClient, name: string): Promise<NodeInfo | null> {
  return unlessAway(async () => (await client.listNodes()).find((node) => node.name === name) ?? null);
}

/** Null while the control plane does not answer. */
async function unlessAway<Answer>(ask: () => Promise<Answer>): Promise<Answer | null> {
  try {
    return await ask();
  } catch (error) {
    if (toAppError(error).code === 'control_plane_unavailable') return null;
    throw error;
  }
}
