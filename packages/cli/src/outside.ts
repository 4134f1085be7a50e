import type { Clock } from '@devopsellence/runtime';
import type { ControlPlaneClient } from './client/control-plane-client.js';
import type { Machine } from './install/machine.js';
import type { SshOutside } from './install/ssh-shell.js';
import type { SshTarget } from './install/ssh-target.js';
import type { Io } from './io.js';
import type { SoloMachine } from './solo/solo-machine.js';

/** A control plane and the token to talk to it with. */
export interface Server {
  /** HOST:PORT of its operator listener. */
  readonly address: string;
  readonly token: string;
  /** PEM of the certificate authority to trust, and no other. */
  readonly certificateAuthority: string;
  /** Called when the control plane, which has proved to be it, says by which authority it will be known from now on. */
  readonly onNewAuthority?: (authority: NewAuthority) => Promise<void>;
}

export interface NewAuthority {
  readonly fingerprint: string;
  /** PEM. */
  readonly certificate: string;
}

export interface ProgramCall {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** All its variables. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Gets standard error, and with `streamsOutput` standard output too, as they come. */
  readonly onOutput?: (chunk: Uint8Array) => void;
  readonly streamsOutput?: boolean;
}

export type StreamCall = Pick<ProgramCall, 'program' | 'args' | 'cwd' | 'env'>;

export interface ProgramResult {
  /** Null when the program is not installed. */
  readonly exitCode: number | null;
  readonly stdout: string;
}

/** What commands reach beyond their terminal and the files of the current folder. Tests pass fakes. */
export interface Outside {
  readonly clock: Clock;
  readonly random: () => number;
  /** Random text that nobody guesses, at most 64 characters. */
  readonly requestToken: () => string;
  /** PEM of the certificate authority at the address, if it has the fingerprint. */
  readonly fetchAuthority: (address: string, fingerprint: string) => Promise<string>;
  /** Every call of the client ends when the signal aborts. */
  readonly connect: (server: Server, signal: AbortSignal) => Promise<ControlPlaneClient>;
  /** Connects with the system's ssh. Whoever gets the machine closes it. */
  readonly openMachine: (target: SshTarget, outside: SshOutside) => Promise<Machine>;
  /** This machine itself. */
  readonly openHere: (io: Io) => Promise<SoloMachine>;
  /** What the program writes, no faster than it is read. Throws when it fails. */
  readonly streamProgram: (call: StreamCall, signal: AbortSignal) => AsyncIterable<Uint8Array>;
  readonly runProgram: (call: ProgramCall, signal: AbortSignal) => Promise<ProgramResult>;
}
