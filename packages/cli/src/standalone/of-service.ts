import { toAppError, withNextActions } from '@devopsellence/core';

/** Does what others do for any service. Where there is none of the name, the failure says where the standalone ones are. */
export async function ofService<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.code !== 'not_found') throw error;
    throw withNextActions(error, ['devopsellence service list', 'devopsellence preset list']);
  }
}
