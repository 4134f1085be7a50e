import type { SshAddress } from '@devopsellence/core';
import { count, type Input, text } from '../parameter.js';
import { usage } from '../usage.js';
import { requireTarget, type SshTarget } from './ssh-target.js';

export const HOST = text('--host <HOST>', 'the machine, as ssh knows it');
export const USER = text('--user <USER>', "root, or somebody whom sudo asks for no password (default: ssh's)");
export const PORT = count('--port <PORT>', "port of its SSH server (default: ssh's)", { absent: 0, atMost: 65_535 });
export const KEY = text('--ssh-key <FILE>', "private key to log in with (default: ssh's)");

/** Where ssh goes: as the options say, else as it is known. Throws when nobody says the host. */
export function readTarget(input: Input, known: SshAddress | null, why: string): SshTarget {
  const host = input.get(HOST) ?? known?.host;
  if (host === undefined) throw usage(`--host is needed: ${why}`);
  return requireTarget({
    host,
    user: input.get(USER) ?? known?.user ?? null,
    port: input.get(PORT) || (known?.port ?? null),
    key: input.get(KEY),
  });
}
