import { AppError, type FailureCode, toAppError, withNextActions } from '@devopsellence/core';

/** After these nobody knows how the change ended. */
const UNHEARD: readonly FailureCode[] = ['cancelled', 'control_plane_unavailable', 'request_timeout'];

/** Changes the service of that name. Where the end of it is not heard, the failure says how it is seen. */
export async function changeService<Reply>(name: string, call: () => Promise<Reply>): Promise<Reply> {
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
