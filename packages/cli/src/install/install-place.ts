import type { ControlPlaneClient } from '../client/control-plane-client.js';
import type { Machine } from './machine.js';

/** Where an agent is installed, replaced or removed, and with whom. */
export interface InstallPlace {
  readonly machine: Machine;
  readonly client: ControlPlaneClient;
  /** Told of each step when it is done. */
  readonly done: (step: string) => void;
}
