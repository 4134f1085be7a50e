import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from './command.js';
import { eventually } from './eventually.js';
import type { Machine, Network } from './machines.js';
import { type Process, startProcess } from './process.js';

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

export interface RegistryOptions {
  /** Default: 5000. Port 80 makes a registry that image names reach without a port. */
  readonly port?: number;
  /** Whom the registry lets in. Default: everybody. */
  readonly credentials?: Credentials;
}

/** A real image registry at the gateway address of a test network, without TLS. */
export class Registry {
  /** `ADDRESS:PORT`, the first part of the names of its images. */
  readonly host: string;
  /** For `registryMirrors` of a machine. */
  readonly url: string;
  /** Its configuration, its images and whom it lets in. */
  readonly folder: string;
  private readonly credentials: Credentials | undefined;
  private process: Process;

  private constructor(host: string, folder: string, credentials: Credentials | undefined) {
    this.host = host;
    this.url = `http://${host}`;
    this.folder = folder;
    this.credentials = credentials;
    this.process = this.launch();
  }

  /** Starts one with this configuration in its folder, and resolves when it answers. */
  static async start(host: string, folder: string, credentials: Credentials | undefined): Promise<Registry> {
    const registry = new Registry(host, folder, credentials);
    await registry.answering();
    return registry;
  }

  /** kill -9. What was pushed stays. */
  async crash(): Promise<void> {
    await this.process.kill();
  }

  /** After `crash`. */
  async startAgain(): Promise<void> {
    this.process = this.launch();
    await this.answering();
  }

  /** From now on these are let in, and nobody else. */
  async letIn(credentials: Credentials): Promise<void> {
    await writeCredentials(this.folder, credentials);
  }

  private launch(): Process {
    const args = ['serve', join(this.folder, 'config.json')];
    return startProcess('docker-registry', args, { env: { PATH: process.env.PATH } });
  }

  private async answering(): Promise<void> {
    await eventually(() => answers(this.host, this.process), {
      describe: `the registry at ${this.host} to answer`,
    }).catch(async (error) => {
      await this.process.kill();
      throw new Error(`${String(error)}\n${this.log}`);
    });
  }

  /**
   * Pushes an image that the machine has and resolves to `HOST/NAME@sha256:…`. The tag that the push needed is removed
   * from the machine again. Names without a folder are pushed as `library/…`, where engines look that mirror this registry.
   */
  async push(machine: Machine, image: string, as: string = libraryName(image)): Promise<string> {
    const target = `${this.host}/${as}`;
    if (this.credentials !== undefined) await this.login(machine, this.credentials);
    await machine.docker(['tag', image, target]);
    const output = await machine.docker(['push', target]);
    const digest = /digest: (sha256:[0-9a-f]{64})/.exec(output)?.[1];
    if (digest === undefined) throw new Error(`a push did not tell the digest:\n${output}`);
    await machine.docker(['rmi', target]);
    return `${target.slice(0, target.lastIndexOf(':'))}@${digest}`;
  }

  /** Makes the docker CLI of this machine know the credentials. */
  async login(machine: Machine, { username, password }: Credentials): Promise<void> {
    await machine.docker(['login', '--username', username, '--password', password, this.host]);
  }

  /** What the registry logged last. */
  get log(): string {
    return this.process.log;
  }

  async stop(): Promise<void> {
    await this.process.stop();
  }
}

/** Starts a registry that ends with the network. */
export async function startRegistry(network: Network, options: RegistryOptions = {}): Promise<Registry> {
  const { port = 5000, credentials } = options;
  const host = `${network.gateway}:${port}`;
  const folder = join(network.stateDir, `registry-${port}`);
  await mkdir(folder, { recursive: true });
  const config = join(folder, 'config.json'); // YAML is a superset of JSON
  await writeFile(config, JSON.stringify(await configuration(folder, host, credentials), null, 2));
  const registry = await Registry.start(host, folder, credentials);
  network.onDispose(() => registry.stop());
  return registry;
}

async function configuration(folder: string, addr: string, credentials: Credentials | undefined): Promise<object> {
  const base = {
    version: '0.1',
    log: { level: 'warn', accesslog: { disabled: true } },
    storage: { filesystem: { rootdirectory: join(folder, 'data') }, delete: { enabled: true } },
    http: { addr },
  };
  if (credentials === undefined) return base;
  await writeCredentials(folder, credentials);
  return { ...base, auth: { htpasswd: { realm: 'test', path: credentialsFile(folder) } } };
}

function credentialsFile(folder: string): string {
  return join(folder, 'htpasswd');
}

async function writeCredentials(folder: string, { username, password }: Credentials): Promise<void> {
  await writeFile(credentialsFile(folder), `${username}:${await bcrypt(password)}\n`);
}

/** The registry accepts bcrypt only; perl, which every Debian has, reaches it through libcrypt. */
async function bcrypt(password: string): Promise<string> {
  const salt = `$2y$05$${randomBytes(11).toString('hex')}`;
  const hash = await run('perl', ['-e', 'print crypt($ARGV[0], $ARGV[1])', password, salt]);
  if (!hash.startsWith('$2y$')) throw new Error('crypt(3) of this machine has no bcrypt');
  return hash;
}

async function answers(host: string, server: Process): Promise<boolean> {
  if (!server.running) throw new Error('docker-registry has ended');
  const { status } = await fetch(`http://${host}/v2/`, { signal: AbortSignal.timeout(2000) });
  return status === 200 || status === 401;
}

function libraryName(image: string): string {
  return image.includes('/') ? image : `library/${image}`;
}
