/** Where ssh reaches a machine, and as whom. What is null is left to the configuration of whoever connects. */
export interface SshAddress {
  readonly host: string;
  readonly user: string | null;
  readonly port: number | null;
}

export const MAX_PORT = 65_535;

const MAX_CHARACTERS = 255;
const WORD = /^[A-Za-z0-9_[][\w.:@%[\]-]*$/;

/** Whether a host or a user can be that for ssh, and nothing else: no option, and no word for a shell. */
export function isSshWord(text: string): boolean {
  return text.length <= MAX_CHARACTERS && WORD.test(text);
}
