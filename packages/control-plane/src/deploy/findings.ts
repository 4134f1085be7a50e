import { type EnvironmentSpec, type Finding, shortList, toIso } from '@devopsellence/core';
import type { Fleet } from '../gateway/fleet.js';
import { titleOf } from './environment-world.js';
import type { PlannedNode } from './plan-deployment.js';

export function findingsOf(spec: EnvironmentSpec, nodes: readonly PlannedNode[], fleet: Fleet): readonly Finding[] {
  return [...ingressNotServed(spec), ...sharedVolumes(spec), ...offlineNodes(nodes, fleet), ...heldNodes(nodes)];
}

function ingressNotServed({ ingress }: EnvironmentSpec): readonly Finding[] {
  if (ingress === null) return [];
  return [
    {
      severity: 'warning',
      code: 'ingress_not_served',
      message: `this version does not serve ingress: nothing answers for ${ingress.hosts.join(', ')}`,
      nextActions: ['reach the services through a proxy of your own until a version that serves ingress is installed'],
    },
  ];
}

function sharedVolumes({ services }: EnvironmentSpec): readonly Finding[] {
  return services
    .filter((service) => service.volumes.length > 0 && service.order === 'start-first')
    .map(({ name }) => ({
      severity: 'info',
      code: 'volume_start_first',
      message: `service ${name} is replaced start-first: for a moment two containers have its volumes`,
      nextActions: [`set rollout.order: stop-first on service ${name} if its data bears one writer only`],
    }));
}

function heldNodes(nodes: readonly PlannedNode[]): readonly Finding[] {
  const names = nodes.filter(({ node }) => node.heldAt !== null).map(({ node }) => titleOf(node));
  if (names.length === 0) return [];
  return [
    {
      severity: 'warning',
      code: 'node_held',
      message: `held since the restore, and led on by this deployment: ${shortList(names, ', ')}`,
      nextActions: ['devopsellence fleet status'],
    },
  ];
}

function offlineNodes(nodes: readonly PlannedNode[], fleet: Fleet): readonly Finding[] {
  return nodes
    .filter(({ node }) => fleet.connection(node.id) === 'offline')
    .map(({ node }) => {
      const lastSeen = fleet.lastSeen(node.id);
      return {
        severity: 'warning',
        code: 'node_offline',
        message: `node ${titleOf(node)} is offline${lastSeen === null ? '' : ` since ${toIso(lastSeen)}`}: it follows when it returns`,
        nextActions: ['devopsellence node list'],
      };
    });
}
