import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inspect, isDeepStrictEqual } from 'node:util';
import { type EngineObjects, readEngine, readVolume } from './engine-objects.js';
import { eventually } from './eventually.js';
import type { Machine } from './machine.js';

/** The labels of this product, but of a node that is not this one. */
const LOOK_ALIKE = {
  'devopsellence.managed': 'true',
  'devopsellence.node': 'node-of-another-fleet',
  'devopsellence.environment': 'env-of-another-fleet',
  'devopsellence.service': 'web',
  'devopsellence.role': 'web',
  'devopsellence.hash': '0'.repeat(64),
  'devopsellence.release': 'release-of-another-fleet',
};
const LABEL_ARGS = Object.entries(LOOK_ALIKE).flatMap(([name, value]) => ['--label', `${name}=${value}`]);
const SLEEP = ['busybox:1.36', 'sh', '-c', 'trap exit TERM; while :; do sleep 1; done'];
const NAMES = /^\/?(foreign|faults-look-alike)/;

interface ForeignObjects {
  readonly containers: readonly { readonly Name: string; readonly Pid: number; readonly StartedAt: string }[];
  readonly networks: readonly unknown[];
  readonly volumes: readonly { readonly CreatedAt: string }[];
  readonly images: readonly unknown[];
}

/**
 * What somebody else keeps on a machine: running and stopped containers, a network, a volume with data, an image, and of
 * each one that looks as if it were ours, but is of another node. Needs the image `busybox:1.36`.
 */
export class Foreign {
  readonly #machine: Machine;
  #intact: ForeignObjects | null = null;

  private constructor(machine: Machine) {
    this.#machine = machine;
  }

  static async create(machine: Machine): Promise<Foreign> {
    const docker = (...args: string[]) => machine.docker(args);
    await docker('network', 'create', 'foreign-network');
    await docker('network', 'create', ...LABEL_ARGS, 'faults-look-alike-network');
    for (const [name, labels] of [
      ['foreign-data', []],
      ['faults-look-alike_data', LABEL_ARGS],
    ] as const) {
      await docker('volume', 'create', ...labels, name);
      const folder = await docker('volume', 'inspect', '--format', '{{.Mountpoint}}', name);
      await writeFile(join(folder, 'precious'), `of ${name} on ${machine.name}\n`);
    }
    const onNetwork = ['--detach', '--network', 'foreign-network', '--volume', 'foreign-data:/data'];
    await docker('run', ...onNetwork, '--restart', 'always', '--name', 'foreign', ...SLEEP);
    await docker('run', '--detach', ...LABEL_ARGS, '--restart', 'always', '--name', 'faults-look-alike-web', ...SLEEP);
    await docker('run', '--name', 'foreign-stopped', 'busybox:1.36', 'true');
    await docker('commit', '--change', 'LABEL of=somebody', 'foreign-stopped', 'foreign:1');
    const labels = Object.entries(LOOK_ALIKE).map(([name, value]) => `${name}=${value}`);
    await docker('commit', '--change', `LABEL ${labels.join(' ')}`, 'foreign-stopped', 'faults-look-alike:1');
    const foreign = new Foreign(machine);
    foreign.#intact = await foreign.read();
    return foreign;
  }

  /** All of it as it was made. */
  get intact(): unknown {
    return this.#intact;
  }

  /**
   * The engine was started anew, and with it what it is told to: fails unless all else is as it was, and takes the new
   * process ids and starts for what may not change from now on.
   */
  async restarted(): Promise<void> {
    const before = withoutStarts(this.#intact);
    let now: unknown;
    const isBack = async () => {
      now = withoutStarts(await this.read());
      return isDeepStrictEqual(now, before);
    };
    const describe = `all that is foreign to run on ${this.#machine.name} again`;
    await eventually(isBack, { describe }).catch((error: unknown) => {
      throw new Error(`${String(error)}\n${inspect({ now, before }, { depth: 6 })}`);
    });
    this.#intact = await this.read();
  }

  /** All of it as it is now, down to process ids and starts: nothing of that may change. */
  async read(): Promise<ForeignObjects> {
    const { containers, networks, volumes, images } = foreignOf(await readEngine(this.#machine));
    return {
      containers: containers.map(({ Id, Name, Image, State, RestartCount, Config }) => {
        const { Status, Pid, StartedAt } = State;
        return { Id, Name, Image, Status, Pid, StartedAt, RestartCount, Labels: Config.Labels };
      }),
      networks: networks.map(({ Id, Name, Labels }) => ({ Id, Name, Labels })),
      volumes: await Promise.all(volumes.map(async (volume) => ({ ...volume, files: await readVolume(volume) }))),
      images: images.map(({ Id, RepoTags }) => ({ Id, RepoTags })),
    };
  }
}

/** Files may have been put on another disk meanwhile: what the engine takes for the moment a volume was made differs then. */
function withoutStarts(objects: ForeignObjects | null): unknown {
  return {
    ...objects,
    containers: objects?.containers.map(({ Pid, StartedAt, ...rest }) => ({ ...rest, runs: Pid > 0 })),
    volumes: objects?.volumes.map(({ CreatedAt, ...rest }) => rest),
  };
}

function foreignOf({ containers, networks, volumes, images }: EngineObjects): EngineObjects {
  const isForeign = ({ Name }: { readonly Name: string }) => NAMES.test(Name);
  return {
    containers: containers.filter(isForeign),
    networks: networks.filter(isForeign),
    volumes: volumes.filter(isForeign),
    images: images.filter(({ RepoTags }) => RepoTags?.some((tag) => NAMES.test(tag)) === true),
  };
}
