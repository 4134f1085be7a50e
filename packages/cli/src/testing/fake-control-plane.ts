import type { AgentBinary } from '../install/machine.js';
import type { ControlPlaneHost, InstalledControlPlane } from '../solo/solo-machine.js';

/** The control plane of a machine in memory. It keeps a list of what was done to it. */
export class FakeControlPlane implements ControlPlaneHost {
  readonly changes: string[] = [];
  /** Written by its first start. */
  readonly #token: string;
  #facts: InstalledControlPlane;

  constructor(token: string, facts: Partial<InstalledControlPlane> = {}) {
    this.#token = token;
    this.#facts = aSoloControlPlane(facts);
  }

  examine(): Promise<InstalledControlPlane> {
    return Promise.resolve(this.#facts);
  }

  async advertise(host: string): Promise<void> {
    this.changes.push(`advertise ${host}`);
    this.#facts = { ...this.#facts, operatorAddress: `${host}:7443` };
  }

  async place({ digest }: AgentBinary): Promise<string> {
    this.changes.push('place control plane');
    this.#facts = { ...this.#facts, digest };
    return '0.1.0';
  }

  async start(): Promise<void> {
    this.changes.push('start control plane');
    this.#facts = { ...this.#facts, runs: true, ownerToken: this.#token };
  }

  async stop(): Promise<void> {
    this.changes.push('stop control plane');
    this.#facts = { ...this.#facts, runs: false };
  }

  async remove(): Promise<void> {
    this.changes.push('remove control plane');
    this.#facts = aSoloControlPlane();
  }

  log(): Promise<readonly string[]> {
    return Promise.resolve(['{"msg":"address in use"}']);
  }
}

/** One that is not there yet. */
export function aSoloControlPlane(facts: Partial<InstalledControlPlane> = {}): InstalledControlPlane {
  return { digest: null, runs: false, operatorAddress: '127.0.0.1:7443', ownerToken: null, ...facts };
}
