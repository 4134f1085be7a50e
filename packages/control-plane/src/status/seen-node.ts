import { type Connection, type ServiceStatus, UNKNOWN } from '@devopsellence/core';
import type { Fleet } from '../gateway/fleet.js';
import type { Attachment, Node } from '../store/index.js';

/** A node, with all that the fleet's status tells of it. */
export interface SeenNode {
  readonly node: Node;
  readonly connection: Connection;
  readonly attachments: readonly Attachment[];
  /** Of the environments that are shown, as reported. */
  readonly services: readonly ServiceStatus[];
}

/** Puts nodes, attachments and reports together; services of environments that are not in `environments` are left out. */
export function seeNodes(
  nodes: readonly Node[],
  attachments: readonly Attachment[],
  { environments, fleet }: { readonly environments: ReadonlyMap<string, unknown>; readonly fleet: Fleet },
): readonly SeenNode[] {
  const byNode = new Map<string, Attachment[]>();
  for (const attachment of attachments) {
    const own = byNode.get(attachment.nodeId);
    if (own === undefined) byNode.set(attachment.nodeId, [attachment]);
    else own.push(attachment);
  }
  return nodes.map((node) => ({
    node,
    connection: fleet.connection(node.id),
    attachments: byNode.get(node.id) ?? [],
    services: (fleet.report(node.id)?.services ?? []).filter((status) => environments.has(status.environmentId)),
  }));
}

/** The state that a service counts in. */
export function countedState(status: ServiceStatus, connection: Connection): string {
  return connection === 'offline' ? UNKNOWN : status.state;
}
