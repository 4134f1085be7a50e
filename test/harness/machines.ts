import { mkdirSync } from 'node:fs';
import { type Bridge, createBridge, removeBridge } from './bridge.js';
import { atExit } from './cleanup.js';
import { Machine, type MachineOptions } from './machine.js';
import { NameServer } from './names.js';

export { type LostPackets, Machine, type MachineOptions } from './machine.js';

/** Machines that reach each other and the test, which sits at the gateway address. Made by `createNetwork`. */
export class Network {
  /** Unique on this machine, and part of the names of all that the network puts into the system. */
  readonly name: string;
  /** Where servers of the test listen for the machines. */
  readonly gateway: string;
  readonly subnet: string;
  /** Gives names to addresses, on all machines. Other names do not exist there. */
  readonly names: NameServer;
  /** A folder for files of the test; it goes with the network. */
  readonly stateDir: string;
  private readonly bridge: Bridge;
  private readonly forget: () => void;
  private readonly machines = new Map<string, Machine>();
  private readonly starts: Promise<void>[] = [];
  private readonly disposals: (() => Promise<unknown>)[] = [];

  constructor(bridge: Bridge, names: NameServer, forget: () => void) {
    this.bridge = bridge;
    this.names = names;
    this.forget = forget;
    this.name = bridge.name;
    this.gateway = bridge.gateway;
    this.subnet = bridge.subnet;
    this.stateDir = bridge.stateDir;
  }

  /** Adds a machine and resolves when its engine answers. Several may be added at the same time. */
  async addMachine(name: string, options: MachineOptions = {}): Promise<Machine> {
    if (this.machines.has(name)) throw new Error(`there is a machine ${name} already`);
    const machine = new Machine(this.bridge, name, this.machines.size + 1, options);
    this.machines.set(name, machine);
    const start = machine.powerOn();
    this.starts.push(start);
    await start;
    return machine;
  }

  /** Adds machines that start in parallel, and resolves to them in the order of their names. */
  addMachines(names: readonly string[], options: MachineOptions = {}): Promise<Machine[]> {
    return Promise.all(names.map((name) => this.addMachine(name, options)));
  }

  /** Ends something together with the network, before the machines. */
  onDispose(dispose: () => Promise<unknown>): void {
    this.disposals.push(dispose);
  }

  /** Ends everything that was started on this network and removes every trace of it. May be called twice. */
  async dispose(): Promise<void> {
    await Promise.allSettled(this.starts);
    const others = this.disposals.splice(0).map((dispose) => dispose());
    const ended = [...others, ...[...this.machines.values()].map((machine) => machine.powerOff())];
    const failures = (await Promise.allSettled(ended)).filter((result) => result.status === 'rejected');
    await this.names.close().catch(() => undefined);
    removeBridge(this.bridge);
    this.forget();
    if (failures.length > 0)
      throw new AggregateError(
        failures.map((failure): unknown => failure.reason),
        'dispose failed',
      );
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.dispose();
  }
}

/**
 * Creates an empty network with a subnet of its own. What it and its machines leave in the system is removed by `dispose`,
 * or when this process ends; if this process is killed, its machines end too and the next network removes the rest.
 */
export async function createNetwork(): Promise<Network> {
  const bridge = await createBridge();
  const forget = atExit(() => removeBridge(bridge));
  mkdirSync(bridge.stateDir, { recursive: true });
  const names = await NameServer.listen(bridge.gateway).catch((error: unknown) => {
    removeBridge(bridge);
    forget();
    throw error;
  });
  return new Network(bridge, names, forget);
}
