import type { SeenNode } from './seen-node.js';

/** Bytes of nodes in one message, well below the largest message that either side accepts. */
const MAX_SIZE = 2.5 * 1024 * 1024;
const SERVICE_SIZE = 400;
const NODE_SIZE = 300;
const ATTACHMENT_SIZE = 130;

/** As many nodes as fit into a message, in the order they came in: first those that are not as they should be. */
export function mostUrgent(nodes: readonly SeenNode[]): readonly SeenNode[] {
  const fitting = new Set<SeenNode>();
  let size = 0;
  for (const node of [...nodes.filter(isTroubled), ...nodes.filter((other) => !isTroubled(other))]) {
    size += sizeOf(node);
    if (size > MAX_SIZE) break;
    fitting.add(node);
  }
  return nodes.filter((node) => fitting.has(node));
}

function isTroubled({ connection, services }: SeenNode): boolean {
  return connection !== 'online' || services.some((status) => !status.settled);
}

/** About how many bytes the node takes in a message, rather too many than too few. */
function sizeOf({ attachments, services }: SeenNode): number {
  const texts = services.map(({ lastError, waitingOn }) => {
    const waiting = waitingOn.reduce((sum, { subject, detail }) => sum + 40 + subject.length + detail.length, 0);
    return SERVICE_SIZE + lastError.length + waiting;
  });
  return texts.reduce((sum, text) => sum + text, NODE_SIZE + attachments.length * ATTACHMENT_SIZE);
}
