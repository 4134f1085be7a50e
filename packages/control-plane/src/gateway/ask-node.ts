import { AppError } from '@devopsellence/core';
import { decodeFailure, type wire } from '@devopsellence/protocol';
import type { Clock } from '@devopsellence/runtime';
import type { ChannelWork, TunnelChannel, Tunnels } from './tunnel-channel.js';

export interface AskNodeDeps {
  readonly tunnels: Tunnels;
  readonly clock: Clock;
}

/** Work that a node answers with a few frames. */
export interface Question {
  readonly nodeId: string;
  readonly work: ChannelWork;
  /** How long the answer may take. */
  readonly limitMs: number;
  /** What it means when it takes longer. */
  readonly tooSlow: () => AppError;
  /** Puts into context what the node answered instead; absent: it is thrown as it came. */
  readonly explain?: (failure: AppError) => AppError;
  /** Told of each frame as it comes, but for the last one. */
  readonly onFrame: (frame: wire.AgentFrame__Output) => void;
}

/**
 * Asks a node one thing. Resolves once the node has answered all of it. Rejects with what the node answers instead, with
 * `node_offline` when it cannot be asked, with `tooSlow()`, or with `cancelled` when the signal aborts.
 */
export async function askNode({ tunnels, clock }: AskNodeDeps, question: Question, signal: AbortSignal): Promise<void> {
  const channel = tunnels.open(question.nodeId, question.work);
  const answered = new AbortController();
  const timer = clock.sleep(question.limitMs, AbortSignal.any([signal, answered.signal]));
  try {
    const isAnswered = await Promise.race([readAnswer(channel, question).then(() => true), timer.then(() => false)]);
    if (isAnswered) return;
    throw signal.aborted ? new AppError('cancelled', { message: 'the call was cancelled' }) : question.tooSlow();
  } finally {
    answered.abort();
    channel.cancel();
  }
}

async function readAnswer(
  channel: TunnelChannel,
  { onFrame, explain = (failure) => failure }: Question,
): Promise<void> {
  for await (const frame of channel.frames) {
    if (frame.closed?.failure) throw explain(decodeFailure(frame.closed.failure));
    if (frame.closed) return;
    onFrame(frame);
  }
}
