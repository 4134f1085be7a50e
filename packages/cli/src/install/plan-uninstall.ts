import { AppError } from '@devopsellence/core';
import type { EnvironmentName, NodeInfo } from '../client/names.js';
import type { MachineFacts } from './machine.js';
import { unsuitable } from './machine-problems.js';

export interface UninstallFacts {
  readonly name: string;
  /** Null: the control plane knows no such node, any more. */
  readonly node: NodeInfo | null;
  readonly machine: MachineFacts;
  readonly keepWorkloads: boolean;
}

/** What is left to do so that a machine is no node any more. */
export interface Uninstall {
  readonly nodeId: string;
  /** Whose services the agent is to stop, in their order, while it is there. */
  readonly detachFrom: readonly EnvironmentName[];
  /** Whether the agent can be expected to stop what runs. */
  readonly agentStops: boolean;
  readonly removeWorkloads: boolean;
  readonly removeNode: boolean;
}

/** Throws when it cannot be done, before anything was changed. */
export function planUninstall(facts: UninstallFacts): Uninstall {
  const { node, machine, keepWorkloads } = facts;
  const nodeId = nodeOf(facts);
  if (!keepWorkloads && machine.engineVersion === null) {
    throw unsuitable('what runs there cannot be stopped', [
      {
        what: `no Docker Engine answers at /var/run/docker.sock: ${machine.engineError}`,
        next: 'the same command with --keep-workloads',
      },
    ]);
  }
  const agentStops = !keepWorkloads && node?.connection === 'online';
  return {
    nodeId,
    detachFrom: agentStops ? node.environments : [],
    agentStops,
    removeWorkloads: !keepWorkloads,
    removeNode: node !== null,
  };
}

/** Id of the node that the machine is, or was until an earlier run broke off. */
function nodeOf({ name, node, machine: { joinedAs, agentDigest } }: UninstallFacts): string {
  if (joinedAs !== null && (node === null ? joinedAs.nodeName === name : joinedAs.nodeId === node.id)) {
    return joinedAs.nodeId;
  }
  // Who a machine is is removed last: where it is gone, the agent is too, or it never joined.
  const isCleared = joinedAs === null && (agentDigest === null || node?.joined === false);
  if (node !== null && isCleared && node.connection !== 'online') return node.id;
  throw new AppError('machine_unsuitable', {
    message: `the machine is not the node ${name}; nothing was changed`,
    reason: joinedAs === null ? 'it is no node at all' : `it is the node ${joinedAs.nodeName}`,
    nextActions: [
      `devopsellence agent uninstall ${name} --host HOST   # of the machine that is`,
      `devopsellence node remove ${name}   # where that machine is gone`,
    ],
  });
}
