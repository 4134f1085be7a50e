import type { AgentBinary, Machine } from '../install/machine.js';

/** The control plane of a machine as it was found. */
export interface InstalledControlPlane {
  /** SHA-256 of the program; null: none is there. */
  readonly digest: string | null;
  /** Whether the program that is there runs. */
  readonly runs: boolean;
  /** host:port at which it is reached from everywhere, itself included. */
  readonly operatorAddress: string;
  /** Null before its first start. */
  readonly ownerToken: string | null;
}

/** The control plane of a machine. All is done as root, every call may be repeated, and throws an AppError when it fails. */
export interface ControlPlaneHost {
  /** Changes nothing. */
  examine(): Promise<InstalledControlPlane>;
  /** Says under which host it is reached, other than by this machine alone; counts from the next start. */
  advertise(host: string): Promise<void>;
  /** Replaces the program, after it has shown that it is a control plane that runs there. Resolves to its version. */
  place(binary: AgentBinary): Promise<string>;
  /** Starts it, or starts it again: as a service where there is systemd, else in the background. */
  start(): Promise<void>;
  /** Ends it for good. */
  stop(): Promise<void>;
  /** Removes it when it was stopped, and all that it knows. */
  remove(): Promise<void>;
  /** The newest lines of its log. */
  log(lines: number): Promise<readonly string[]>;
}

/** One machine that is both. */
export interface SoloMachine {
  readonly machine: Machine;
  readonly controlPlane: ControlPlaneHost;
}
