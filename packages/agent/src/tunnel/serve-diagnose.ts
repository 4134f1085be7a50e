import { encodeDiagnosis, type wire } from '@devopsellence/protocol';
import type { Channel } from './channel.js';
import type { Workshop } from './workshop.js';

/** Says what time it is at once, as the answer's way is measured, and then how everything is. */
export async function serveDiagnose(
  question: wire.DiagnoseWork__Output,
  channel: Channel,
  { clock, diagnostician }: Workshop,
): Promise<wire.ChannelClosed> {
  await channel.sendAnswer({ clock: { atMs: clock.now() } });
  const diagnosis = await diagnostician.diagnose(question, channel.signal);
  await channel.sendAnswer({ diagnosis: encodeDiagnosis(diagnosis) });
  return {};
}
