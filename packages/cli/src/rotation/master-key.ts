import { AppError, toAppError } from '@devopsellence/core';
import type { ControlPlaneClient } from '../client/control-plane-client.js';
import type { MasterKey } from '../client/identity-client.js';
import type { CommandContext } from '../command.js';
import { momentOf } from '../document/moment.js';
import type { JsonObject } from '../output.js';

const ASK_EVERY_MS = 500;
/** Values are sealed anew in a steady flow: when nothing moves for so long, something is in the way. */
const PATIENCE_MS = 30_000;

export const STATUS_COMMAND = 'devopsellence secret rotate-key --status';

/** The fields of its JSON document. */
export function documentOfMasterKey(key: MasterKey): JsonObject {
  const { phase, current, other, since, values, valuesLeft, isFromEnvironment } = key;
  return {
    phase,
    current,
    other,
    since: momentOf(since),
    values,
    values_left: valuesLeft,
    from_environment: isFromEnvironment,
  };
}

/** One sentence, then what is known and what to do. */
export function linesOfMasterKey(key: MasterKey): readonly string[] {
  const { phase, current, other, values, isFromEnvironment } = key;
  const lines = [sentenceOf(key), `used: ${current}`];
  if (other !== null) lines.push(`before: ${other}`);
  lines.push(`values: ${values}`);
  const isLeftOver = phase === 'steady' && isFromEnvironment && other !== null;
  if (isLeftOver) lines.push('Next: restart the control plane without DEVOPSELLENCE_MASTER_KEY_PREVIOUS.');
  return lines;
}

function sentenceOf({ phase, values, valuesLeft }: MasterKey): string {
  if (phase === 'steady') return 'One master key seals all values, and nothing is being replaced.';
  if (valuesLeft === 0) return 'The new master key seals all values; the one before is about to be dropped.';
  return `The new master key is used; ${valuesLeft} of ${values} values are sealed with the one before still.`;
}

/**
 * Follows the replacement until the key before is dropped, also over restarts of the control plane; Ctrl-C ends the
 * following, not the replacement. Throws `not_settled` when it does not go on.
 */
export async function followMasterKey(
  { io, outside, output }: CommandContext,
  client: ControlPlaneClient,
  begun: MasterKey,
): Promise<MasterKey> {
  const { clock } = outside;
  let key = begun;
  let movedAt = clock.now();
  while (key.phase !== 'steady') {
    if (io.signal.aborted) throw new AppError('cancelled', stillGoingOn('the replacement goes on by itself'));
    if (clock.now() - movedAt >= PATIENCE_MS) throw heldUp(key);
    await clock.sleep(ASK_EVERY_MS, io.signal);
    const masterKey = await masterKeyNow(client);
    if (masterKey === null) continue;
    if (masterKey.valuesLeft !== key.valuesLeft) {
      movedAt = clock.now();
      output.talk(`${masterKey.valuesLeft} of ${masterKey.values} values left`);
    }
    key = masterKey;
  }
  return key;
}

/** Null when the control plane does not answer now. */
async function masterKeyNow(client: ControlPlaneClient): Promise<MasterKey | null> {
  try {
    return (await client.trustStatus()).masterKey;
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.code === 'control_plane_unavailable') return null;
    throw error;
  }
}

function stillGoingOn(message: string) {
  return { message, nextActions: [STATUS_COMMAND] };
}

function heldUp({ valuesLeft }: MasterKey): AppError {
  return new AppError('not_settled', {
    ...stillGoingOn(`${valuesLeft} values are sealed with the master key before still, and it does not go on`),
    reason: 'the log of the control plane says why, and where they are; both keys are kept meanwhile',
  });
}
