import { isNode } from 'yaml';

/** Where the node begins in the text; null for what stands nowhere, like the value of `key:`. */
export function offsetOf(node: unknown): number | null {
  return isNode(node) && node.range ? node.range[0] : null;
}
