import { AppError } from '@devopsellence/core';
import type { AgentBinary, MachineFacts } from '../install/machine.js';
import { unsuitable } from '../install/machine-problems.js';
import { installationProblems } from '../install/plan-installation.js';
import type { InstalledControlPlane } from './solo-machine.js';

export interface SoloFacts {
  readonly machine: MachineFacts;
  readonly controlPlane: InstalledControlPlane;
  /** Of the control plane. */
  readonly binary: AgentBinary;
  /** Under which host it is to be reached; null: as it is. */
  readonly advertise: string | null;
  readonly mayInstallDocker: boolean;
}

/** What is to be done about the control plane of a machine that is to be node and control plane. */
export interface SoloPlan {
  readonly advertise: boolean;
  readonly place: boolean;
  readonly start: boolean;
}

/** Throws when it cannot be done, before anything was changed. */
export function planSolo({ machine, controlPlane, binary, ...wanted }: SoloFacts): SoloPlan {
  if (machine.joinedAs !== null && controlPlane.ownerToken === null) {
    throw new AppError('already_joined', {
      message: `this machine is the node ${machine.joinedAs.nodeName} of a control plane that is elsewhere; nothing was changed`,
      nextActions: [`devopsellence agent uninstall ${machine.joinedAs.nodeName}   # first`],
    });
  }
  const problems = installationProblems(machine, wanted.mayInstallDocker);
  if (problems.length > 0) throw unsuitable('this machine cannot be control plane and node as it is', problems);
  const advertise = wanted.advertise !== null && !controlPlane.operatorAddress.startsWith(`${wanted.advertise}:`);
  const place = controlPlane.digest !== binary.digest;
  return { advertise, place, start: advertise || place || !controlPlane.runs };
}
