import { toAppError } from '@devopsellence/core';
import { backoffMs } from '@devopsellence/runtime';
import type { CommandContext } from '../command.js';

/** For how long a control plane that does not answer is asked again: a restart takes less. */
const PATIENCE_MS = 30_000;
const BACKOFF = { baseMs: 250, capMs: 4_000 } as const;

/**
 * Starts a deployment, and asks again while the control plane does not answer. The request token makes that safe: the
 * deployment that an earlier, unanswered attempt started is the one that is answered.
 */
export async function startDeployment<Reply>(context: CommandContext, start: () => Promise<Reply>): Promise<Reply> {
  const { io, outside, output } = context;
  const giveUpAt = outside.clock.now() + PATIENCE_MS;
  for (let failures = 1; ; failures += 1) {
    try {
      return await start();
    } catch (thrown) {
      const error = toAppError(thrown);
      const retryInMs = backoffMs(failures, BACKOFF, outside.random);
      const isWorthAnother = error.code === 'control_plane_unavailable' && outside.clock.now() + retryInMs < giveUpAt;
      if (io.signal.aborted || !isWorthAnother) throw error;
      if (failures === 1) output.talk(`${error.message}, trying again`);
      await outside.clock.sleep(retryInMs, io.signal);
    }
  }
}
