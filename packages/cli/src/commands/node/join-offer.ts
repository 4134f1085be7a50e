import { toIso } from '@devopsellence/core';
import type { Registration } from '../../client/control-plane-client.js';
import type { CommandContext } from '../../command.js';

/** Shows the line to type on a machine; the exit code. */
export function joinOffer(
  { output }: CommandContext,
  { name, joinToken, command, expiresAt }: Registration,
  message: string,
): number {
  const until = toIso(expiresAt);
  output.talk(`Type this on the machine. It works once, until ${until}:`);
  return output.succeed({
    message,
    fields: { name, join_token: joinToken, command, expires_at: until },
    lines: [command],
  });
}
