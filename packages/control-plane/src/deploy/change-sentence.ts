import type { Change } from '@devopsellence/core';

/** `replace web (image changed)`; null of what stays. */
export function changeSentence({ kind, service, reasons }: Change): string | null {
  if (kind === 'unchanged') return null;
  return `${kind} ${service}${reasons.length === 0 ? '' : ` (${reasons.join(', ')})`}`;
}
