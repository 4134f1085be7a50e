import { AppError } from '@devopsellence/core';
import type { NodeInfo } from '../client/names.js';
import type { AgentBinary, MachineFacts } from './machine.js';
import { type Problem, programProblems, unsuitable } from './machine-problems.js';

export interface InstallationFacts {
  readonly name: string;
  readonly machine: MachineFacts;
  /** The node of that name; null: there is none. */
  readonly known: NodeInfo | null;
  readonly binary: AgentBinary;
  readonly mayInstallDocker: boolean;
}

export interface Installation {
  readonly installDocker: boolean;
  readonly placeAgent: boolean;
  /** `again`: a token was made for the node and never used; it is lost, so that another one is needed. */
  readonly join: 'no' | 'first' | 'again';
}

/** What is to be done on a machine. Throws with all that is missing, before anything was changed. */
export function planInstallation(facts: InstallationFacts): Installation {
  const join = planJoin(facts);
  const { machine, mayInstallDocker } = facts;
  const problems = installationProblems(machine, mayInstallDocker);
  if (problems.length > 0) throw unsuitable(`${facts.name} cannot become a node as the machine is`, problems);
  return {
    installDocker: machine.engineVersion === null,
    placeAgent: machine.agentDigest !== facts.binary.digest,
    join,
  };
}

function planJoin({ name, machine: { joinedAs }, known }: InstallationFacts): Installation['join'] {
  if (joinedAs !== null && known?.id === joinedAs.nodeId) return 'no';
  if (joinedAs !== null) {
    throw new AppError('already_joined', {
      message: `this machine has joined already, as node ${joinedAs.nodeName}; nothing was changed`,
      reason: '/var/lib/devopsellence-agent there holds its identity',
      nextActions: ['devopsellence node list'],
    });
  }
  if (known?.joined === true) {
    throw new AppError('name_taken', {
      message: `there is a node ${name} already, on another machine or one that was set up anew; nothing was changed`,
      nextActions: [`devopsellence node remove ${name}   # then create it again`],
    });
  }
  return known === null ? 'first' : 'again';
}

/** What keeps a machine from becoming a node. */
export function installationProblems(machine: MachineFacts, mayInstallDocker: boolean): readonly Problem[] {
  const missing = machine.engineVersion === null ? engineProblems(machine, mayInstallDocker) : [];
  return [...programProblems(machine), ...missing];
}

function engineProblems(
  { distribution, systemName, engineError }: MachineFacts,
  mayInstallDocker: boolean,
): readonly Problem[] {
  const what = `no Docker Engine answers at /var/run/docker.sock${engineError === '' ? '' : `: ${engineError}`}`;
  if (!distribution.includes('debian')) {
    return [{ what, next: `install Docker Engine on it as ${systemName} wants it, then the same command again` }];
  }
  if (mayInstallDocker) return [];
  return [{ what, next: 'the same command with --install-docker' }];
}
