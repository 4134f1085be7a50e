import type { ChildProcess, SpawnOptions } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Bridge } from './bridge.js';
import { cgroupOf, removeCgroup } from './cgroups.js';
import { type RunOptions, run } from './command.js';
import { Engine } from './engine.js';
import { type Boot, boot } from './machine-boot.js';
import { killAll, Process, type StartOptions, spawnTied } from './process.js';

export interface MachineOptions {
  /** Registries (`http://ADDRESS:PORT`) that serve the names of the public registry to this engine. */
  readonly registryMirrors?: readonly string[];
  /** Registries without TLS, `HOST[:PORT]`. Those on the test network's own addresses always count as such. */
  readonly insecureRegistries?: readonly string[];
  /** More arguments for dockerd. */
  readonly dockerdArgs?: readonly string[];
}

/** Which packets of a machine are lost, as the machine sees it. */
export type LostPackets = 'both' | 'incoming' | 'outgoing';

/** Rules of the machine's own filter, for one direction. */
const LOSING = {
  incoming: ['INPUT', '-i', 'eth0', '-j', 'DROP'],
  outgoing: ['OUTPUT', '-o', 'eth0', '-j', 'DROP'],
} as const;

/** A VM for tests: its own network address, host name, processes and Docker Engine. Made by `Network.addMachine`. */
export class Machine {
  readonly name: string;
  readonly address: string;
  /** A folder for this machine's files: it survives `reboot` and goes with the network. */
  readonly stateDir: string;
  readonly socketPath: string;
  /** For DOCKER_HOST. */
  readonly dockerHost: string;
  private readonly bridge: Bridge;
  private readonly index: number;
  private readonly link: string;
  private readonly engine: Engine;
  private readonly children = new Set<ChildProcess>();
  private on: Boot | undefined;

  constructor(bridge: Bridge, name: string, index: number, options: MachineOptions) {
    this.bridge = bridge;
    this.name = name;
    this.index = index;
    this.address = bridge.addressOf(index);
    this.stateDir = join(bridge.stateDir, name);
    this.link = `${bridge.name.replaceAll('-', '.')}.${index}`;
    mkdirSync(this.stateDir, { recursive: true });
    this.engine = new Engine({
      stateDir: this.stateDir,
      cgroupParent: this.cgroup,
      args: dockerdArgs(bridge, options),
    });
    this.socketPath = this.engine.socketPath;
    this.dockerHost = `unix://${this.socketPath}`;
  }

  /** Switches the machine on and resolves when its engine answers. */
  async powerOn(): Promise<void> {
    if (this.on !== undefined) throw new Error(`${this.name} is on already`);
    this.on = await boot(this.stateDir, this.name, this.bridge.gateway);
    await this.connectCable(this.on);
    await this.startDocker();
  }

  /** Cuts the power: engine, containers and spawned programs end at once; files and volumes stay. */
  async powerOff(): Promise<void> {
    const on = this.on;
    if (on === undefined) return;
    this.on = undefined;
    await Promise.all([killAll(this.children), on.cut(), this.engine.ended()]);
    removeCgroup(this.cgroup);
    await run('ip', ['link', 'del', this.link]).catch(() => undefined); // it went with the namespace
  }

  /** Power loss and a new start on the same files. Programs that `spawn` started are gone. */
  async reboot(): Promise<void> {
    await this.powerOff();
    await this.powerOn();
  }

  /** Takes the machine off the network: packets that come, that leave, or both are lost. Connections hang. */
  async disconnect(lost: LostPackets = 'both'): Promise<void> {
    if (lost === 'both') await run('ip', ['link', 'set', this.link, 'down']);
    else await this.run('iptables', ['-w', '-I', ...LOSING[lost]]);
  }

  /** Puts it back, whatever was lost. */
  async connect(): Promise<void> {
    await run('ip', ['link', 'set', this.link, 'up']);
    for (const rule of Object.values(LOSING)) {
      await this.run('iptables', ['-w', '-D', ...rule]).catch(() => undefined); // it was not lost that way
    }
  }

  /** Starts the engine and resolves when it answers. */
  startDocker(): Promise<void> {
    return this.engine.start(this.running());
  }

  /** Stops the engine gracefully, and with it the containers. */
  stopDocker(): Promise<void> {
    return this.engine.stop();
  }

  /** Crashes the engine; containers keep running until it is started again. */
  killDocker(): Promise<void> {
    return this.engine.kill();
  }

  /** The last lines of the engine's log. */
  dockerLog(lines?: number): string {
    return this.engine.logTail(lines);
  }

  /** Calls the docker CLI in the machine, against its engine, and resolves to its stdout. */
  docker(args: readonly string[], options: RunOptions = {}): Promise<string> {
    const env = { ...process.env, DOCKER_HOST: this.dockerHost, DOCKER_BUILDKIT: '0', DOCKER_CONFIG: this.stateDir };
    return this.run('docker', args, { ...options, env: { ...env, ...options.env } });
  }

  /** Loads an archive that `docker save` wrote, or `build.sh` of the stand-ins. */
  async loadImage(archive: string): Promise<void> {
    await this.docker(['load', '--quiet', '--input', archive]);
  }

  /**
   * Starts a program in the machine's network, with its host name and resolver but the files of this machine. The child's
   * pid is the program's own. It ends with the machine, or with this process.
   */
  spawn(command: string, args: readonly string[] = [], options: SpawnOptions = {}): ChildProcess {
    const [enter = '', ...rest] = this.running().enterNetwork;
    const child = spawnTied(enter, [...rest, ...this.withResolver(command, args)], options);
    this.children.add(child);
    child.once('exit', () => this.children.delete(child));
    return child;
  }

  /** Like `spawn`, with its output kept: see `Process`. */
  start(command: string, args: readonly string[] = [], options: StartOptions = {}): Process {
    const { title = `${command.split('/').at(-1)} on ${this.name}`, ...rest } = options;
    return new Process(this.spawn(command, args, { ...rest, stdio: ['ignore', 'pipe', 'pipe'] }), title);
  }

  /** Starts a program that is a process of the machine in every way, with the machine's own files under /etc and /run. */
  startInside(command: string, args: readonly string[], title: string): Process {
    const [enter = '', ...rest] = this.running().enterAll;
    const child = spawnTied(enter, [...rest, command, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.children.add(child);
    child.once('exit', () => this.children.delete(child));
    return new Process(child, title);
  }

  /** Runs a program in the machine's network to its end and resolves to its stdout. */
  run(command: string, args: readonly string[] = [], options: RunOptions = {}): Promise<string> {
    const [enter = '', ...rest] = this.running().enterNetwork;
    return run(enter, [...rest, ...this.withResolver(command, args)], options);
  }

  private withResolver(command: string, args: readonly string[]): string[] {
    const script = 'mount --bind "$0" /etc/resolv.conf && exec "$@"';
    return ['unshare', '--mount', 'sh', '-c', script, join(this.stateDir, 'resolv.conf'), command, ...args];
  }

  /** The control group of its own. */
  get cgroup(): string {
    return `${cgroupOf(this.bridge.name)}/${this.name}`;
  }

  private running(): Boot {
    if (this.on === undefined) throw new Error(`${this.name} is off`);
    return this.on;
  }

  /** A new pair of virtual interfaces: one end in the bridge, the other is the machine's eth0. */
  private async connectCable(on: Boot): Promise<void> {
    const mac = `02:64:76:74:00:${(this.index + 1).toString(16).padStart(2, '0')}`;
    const peer = ['peer', 'name', 'eth0', 'address', mac, 'netns', String(on.pid)];
    await run('ip', ['link', 'add', this.link, 'type', 'veth', ...peer]);
    await run('ip', ['link', 'set', this.link, 'master', this.bridge.name, 'up']);
    const [enter = '', ...rest] = on.enterNetwork;
    const address = `ip address add ${this.address}/24 dev eth0`;
    const script = `${address} && ip link set eth0 up && ip route add default via ${this.bridge.gateway}`;
    await run(enter, [...rest, 'sh', '-c', script]);
  }
}

function dockerdArgs(bridge: Bridge, options: MachineOptions): string[] {
  const { registryMirrors = [], insecureRegistries = [], dockerdArgs: more = [] } = options;
  return [
    ...registryMirrors.map((url) => `--registry-mirror=${url}`),
    ...[bridge.subnet, ...insecureRegistries].map((host) => `--insecure-registry=${host}`),
    ...more,
  ];
}
