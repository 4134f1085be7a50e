/**
 * Text from elsewhere made safe to print on a terminal: control characters, with which it could move the cursor or
 * change colours, become blanks.
 */
export function sanitize(text: string): string {
  return text.replaceAll(/\p{Cc}+/gu, ' ');
}
