import { LocalShell } from '../install/local-shell.js';
import { ShellMachine } from '../install/shell-machine.js';
import type { Io } from '../io.js';
import { ShellControlPlane } from './shell-control-plane.js';
import type { SoloMachine } from './solo-machine.js';

/** This machine, as whoever makes it a control plane and a node needs it. */
export function openHere(io: Io): SoloMachine {
  const shell = new LocalShell(io);
  return { machine: new ShellMachine(shell), controlPlane: new ShellControlPlane(shell) };
}
