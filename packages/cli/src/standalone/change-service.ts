import { AppError, type FailureCode, toAppError, withNextActions } from '@devopsellence/core';
import type { CommandContext } from '../command.js';

export interface ServiceChange<Reply> {
  readonly name: string;
  /** What is about to be done, for people. */
  readonly announcement: string;
  readonly call: () => Promise<Reply>;
}

/** After these nobody knows how the change ended. */
const UNHEARD: readonly FailureCode[] = ['cancelled', 'control_plane_unavailable', 'request_timeout'];

/** Says what is about to be done, and does it. Where its end is not heard, the failure says how it is seen. */
export async function changeService<Reply>(
  { output }: CommandContext,
  { name, announcement, call }: ServiceChange<Reply>,
): Promise<Reply> {
  output.talk(announcement);
  try {
    return await call();
  } catch (thrown) {
    const error = toAppError(thrown);
    if (!UNHEARD.includes(error.code)) throw error;
    const looking = [`devopsellence service info ${name}`, ...error.nextActions];
    if (error.code !== 'cancelled') throw withNextActions(error, looking);
    const message = `stopped waiting for service ${name}; what was asked for may go on`;
    throw new AppError('cancelled', { message, nextActions: looking, cause: error });
  }
}
