import { toAppError } from '@devopsellence/core';
import { backoffMs } from '@devopsellence/runtime';
import type { CommandContext } from '../command.js';

/** For how long a control plane that does not answer is asked again: a restart takes less. */
const PATIENCE_MS = 30_000;
const BACKOFF = { baseMs: 250, capMs: 4_000 } as const;

/**
 * Calls, and calls again while the control plane does not answer: only for what may be repeated, as a deploy by its request
 * token. Whenever the call says that it got on, patience is as long as at the beginning.
 */
export async function patiently<Reply>(
  context: CommandContext,
  call: (progressed: () => void) => Promise<Reply>,
): Promise<Reply> {
  const { io, outside, output } = context;
  let failures = 0;
  let giveUpAt = outside.clock.now() + PATIENCE_MS;
  const progressed = () => {
    failures = 0;
    giveUpAt = outside.clock.now() + PATIENCE_MS;
  };
  for (;;) {
    try {
      return await call(progressed);
    } catch (thrown) {
      const error = toAppError(thrown);
      failures += 1;
      const retryInMs = backoffMs(failures, BACKOFF, outside.random);
      const isWorthAnother = error.code === 'control_plane_unavailable' && outside.clock.now() + retryInMs < giveUpAt;
      if (io.signal.aborted || !isWorthAnother) throw error;
      if (failures === 1) output.talk(`${error.message}, trying again`);
      await outside.clock.sleep(retryInMs, io.signal);
    }
  }
}
