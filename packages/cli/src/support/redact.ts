const REPLACEMENT = '[REDACTED]';

/** What looks like a secret, and what takes its place. Text around it stays, as it says what was there. */
const RULES: readonly (readonly [RegExp, string])[] = [
  // Tokens of ours, also when a line was cut in the middle of one.
  [/dvo_[a-z]+_[A-Za-z0-9_-]+/g, `dvo_${REPLACEMENT}`],
  // Private keys, over real line ends and over those written as \n.
  [/-----BEGIN ([A-Z ]*)PRIVATE KEY-----[\s\S]*?(-----END \1PRIVATE KEY-----|$)/g, `${REPLACEMENT} private key`],
  // scheme://user:password@host
  [/\b([a-z][a-z0-9+.-]*:\/\/[^\s/:@"']*):[^\s/"']+@/gi, `$1:${REPLACEMENT}@`],
  [/\b(Bearer|Basic) +[A-Za-z0-9._~+/=-]{8,}/gi, `$1 ${REPLACEMENT}`],
  // "DB_PASSWORD": "…": variables that sound like secrets, and fields named password.
  [
    /("(?:[A-Z0-9_]*(?:PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|PRIVATE_?KEY|CREDENTIAL)[A-Z0-9_]*|password|passwd)"\s*:\s*)"(?:[^"\\]|\\.)*"/g,
    `$1"${REPLACEMENT}"`,
  ],
  // DB_PASSWORD=…
  [
    /\b([A-Z0-9_]*(?:PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|PRIVATE_?KEY|CREDENTIAL)[A-Z0-9_]*=)[^\s"']+/g,
    `$1${REPLACEMENT}`,
  ],
];

/** Takes out of a text whatever looks like a token, a private key or a password, before it goes to somebody else. */
export function redactSecrets(text: string): string {
  return RULES.reduce((rest, [pattern, replacement]) => rest.replaceAll(pattern, replacement), text);
}
