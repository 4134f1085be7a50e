import { eventually } from '../harness/eventually.js';
import type { Machine } from '../harness/machines.js';

const NETWORK = 'swarm-peers';
const PATIENCE_MS = 120_000;

/** A container as the engine tells of it; moments in ms by the engine's clock. */
/** Whether the old container goes before the new one comes. */
export type UpdateOrder = 'stop-first' | 'start-first';

export interface StartedContainer {
  readonly id: string;
  readonly startedAt: number;
}

export interface SwarmService {
  readonly name: string;
  readonly image: string;
  readonly command: readonly string[];
}

/** Docker Swarm on the engine of one machine, which is its only member: the peer that plans and restarts as ours does. */
export class Swarm {
  readonly #machine: Machine;

  private constructor(machine: Machine) {
    this.#machine = machine;
  }

  /** On the machine's own address in the test network, with a network for services. */
  static async start(machine: Machine): Promise<Swarm> {
    await machine.docker(['swarm', 'init', '--advertise-addr', machine.address, '--listen-addr', machine.address]);
    await machine.docker(['network', 'create', '--driver', 'overlay', NETWORK]);
    return new Swarm(machine);
  }

  /** Leaves nothing of it on the engine. */
  async stop(): Promise<void> {
    await this.#machine.docker(['swarm', 'leave', '--force']);
  }

  /** Returns as soon as it is asked for. */
  async create({ name, image, command }: SwarmService): Promise<void> {
    const own = ['--network', NETWORK, '--name', name, '--stop-grace-period', '2s'];
    await this.#machine.docker(['service', 'create', '--detach', '--no-resolve-image', ...own, image, ...command]);
  }

  /** Replaces its container in the given order; returns when Swarm calls the update good. */
  async update(name: string, variable: string, order: UpdateOrder): Promise<void> {
    const how = ['--detach=false', '--no-resolve-image', '--update-order', order, '--quiet'];
    await this.#machine.docker(['service', 'update', ...how, '--env-add', variable, name]);
  }

  /** Returns when nothing of them is left. */
  async remove(names: readonly string[]): Promise<void> {
    await this.#machine.docker(['service', 'rm', ...names]);
    for (const name of names) {
      const isGone = async () => (await this.#ids(name, ['--all'])).length === 0;
      await eventually(isGone, { describe: `${name} to be gone`, timeoutMs: PATIENCE_MS });
    }
  }

  /** Waits for a container of the service that runs and was started after the moment. */
  async startedAfter(name: string, moment: number): Promise<StartedContainer> {
    const find = async () => {
      for (const id of await this.#ids(name)) {
        const startedAt = await startOf(this.#machine, id).catch(() => 0); // it has gone meanwhile
        if (startedAt > moment) return { id, startedAt };
      }
      return undefined;
    };
    return eventually(find, { describe: `${name} to run`, timeoutMs: PATIENCE_MS, intervalMs: 100 });
  }

  async #ids(name: string, more: readonly string[] = []): Promise<readonly string[]> {
    const filter = `label=com.docker.swarm.service.name=${name}`;
    const text = await this.#machine.docker(['ps', '--quiet', '--no-trunc', '--filter', filter, ...more]);
    return text.split('\n').filter((id) => id !== '');
  }
}

/** When the engine started the container, in ms. */
export async function startOf(machine: Machine, id: string): Promise<number> {
  return Date.parse(await machine.docker(['inspect', '--format', '{{.State.StartedAt}}', id]));
}

/** When the container wrote a line with the text, in ms, once it has. */
export function momentOfLine(machine: Machine, id: string, text: string): Promise<number> {
  const find = async () => {
    const log = await machine.docker(['logs', '--timestamps', id]);
    const line = log.split('\n').find((each) => each.includes(text));
    return line === undefined ? undefined : Date.parse(line.slice(0, line.indexOf(' ')));
  };
  return eventually(find, { describe: `"${text}" in a log`, timeoutMs: PATIENCE_MS, intervalMs: 100 });
}
