import { AppError } from '@devopsellence/core';
import type { NodeInfo } from '../client/names.js';
import type { AgentBinary, MachineFacts } from './machine.js';
import { programProblems, unsuitable } from './machine-problems.js';

export interface UpgradeFacts {
  readonly node: NodeInfo;
  readonly machine: MachineFacts;
  readonly binary: AgentBinary;
}

/** What is to be done so that a node runs an agent. */
export type Upgrade =
  | { readonly kind: 'nothing' }
  /** The program is there and has worked, but the node is not online with it. */
  | { readonly kind: 'restart' }
  /** `worked`: the program that is there was seen to work, and is the one to go back to. */
  | { readonly kind: 'replace'; readonly worked: boolean };

/** Throws when it cannot be done, before anything was changed. */
export function planUpgrade({ node, machine, binary }: UpgradeFacts): Upgrade {
  if (machine.joinedAs?.nodeId !== node.id) throw anotherMachine(node.name, machine.joinedAs);
  const worksNow = node.connection === 'online' && machine.runsInstalled;
  const worked = worksNow || (machine.agentDigest !== null && machine.agentDigest === machine.provenDigest);
  if (machine.agentDigest === binary.digest && worked) return { kind: worksNow ? 'nothing' : 'restart' };
  const problems = programProblems(machine);
  if (problems.length > 0) throw unsuitable(`the agent of ${node.name} cannot be replaced`, problems);
  return { kind: 'replace', worked };
}

function anotherMachine(name: string, joinedAs: MachineFacts['joinedAs']): AppError {
  return new AppError('machine_unsuitable', {
    message: `the machine is not the node ${name}; nothing was changed`,
    reason: joinedAs === null ? 'it is no node at all' : `it is the node ${joinedAs.nodeName}`,
    nextActions: [`devopsellence agent upgrade ${name} --host HOST   # of the machine that is`],
  });
}
