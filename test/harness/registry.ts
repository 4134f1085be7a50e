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
  private readonly process: Process;
  private readonly credentials: Credentials | undefined;

  constructor(host: string, process: Process, credentials: Credentials | undefined) {
    this.host = host;
    this.url = `http://${host}`;
    this.process = process;
    this.credentials = credentials;
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
  const server = startProcess('docker-registry', ['serve', config], { env: { PATH: process.env.PATH } });
  network.onDispose(() => server.stop());
  await eventually(() => answers(host, server), { describe: `the registry at ${host} to answer` }).catch((error) => {
    throw new Error(`${String(error)}\n${server.log}`);
  });
  return new Registry(host, server, credentials);
}

async function configuration(folder: string, addr: string, credentials: Credentials | undefined): Promise<object> {
  const base = {
    version: '0.1',
    log: { level: 'warn', accesslog: { disabled: true } },
    storage: { filesystem: { rootdirectory: join(folder, 'data') }, delete: { enabled: true } },
    http: { addr },
  };
  if (credentials === undefined) return base;
  const path = join(folder, 'htpasswd');
  await writeFile(path, `${credentials.username}:${await bcrypt(credentials.password)}\n`);
  return { ...base, auth: { htpasswd: { realm: 'test', path } } };
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
