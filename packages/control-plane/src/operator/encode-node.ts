import type { SshAddress } from '@devopsellence/core';
import { CONNECTION, type wire } from '@devopsellence/protocol';
import type { Fleet } from '../gateway/fleet.js';
import type { EnvironmentNames, Node } from '../store/index.js';

/** A node as operators see it: as stored, with what the fleet knows of it now. */
export function encodeNode(node: Node, environments: readonly EnvironmentNames[], fleet: Fleet): wire.Node {
  return {
    id: node.id,
    name: node.name,
    labels: [...node.labels],
    connection: CONNECTION.toWire(fleet.connection(node.id)),
    environments: environments.map(({ organization, project, environment }) => ({
      organization,
      project,
      environment,
    })),
    agentVersion: fleet.report(node.id)?.agentVersion ?? node.agentVersion,
    lastSeenMs: fleet.lastSeen(node.id) ?? node.lastSeenAt ?? 0,
    joined: node.joinedAt !== null,
    ingress: node.ingress,
  };
}

/** How a machine is reached, as it is on the wire. */
export function encodeSshAddress({ host, user, port }: SshAddress): wire.SshAddress {
  return { host, user: user ?? '', port: port ?? 0 };
}
