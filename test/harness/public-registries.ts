import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, readFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { createServer, type Server } from 'node:tls';
import { run } from './command.js';
import { type ImageName, standIns } from './images.js';
import type { Machine, Network } from './machines.js';
import { type Registry, startRegistry } from './registry.js';

/** What an image is made of: a stand-in, and instructions of a Dockerfile on top of it (`CMD`, `ENV`, `LABEL`, …). */
export interface PublicImage {
  readonly base: ImageName;
  readonly changes?: readonly string[];
}

const HUB = 'registry-1.docker.io';
/** The hosts that answer under their own names. */
const HOSTS = [HUB, 'docker.elastic.co'] as const;

/**
 * The public registries, as engines see them: their own names, HTTPS on port 443, and what the test has published there.
 * One registry is behind all names, so two images must differ in more than their host.
 */
export class PublicRegistries {
  readonly #network: Network;
  readonly #registry: Registry;
  readonly #certificate: string;
  readonly #door: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(network: Network, registry: Registry, certificate: string, door: Server) {
    this.#network = network;
    this.#registry = registry;
    this.#certificate = certificate;
    this.#door = door;
  }

  /** Starts them on the network. They end with it. */
  static async start(network: Network): Promise<PublicRegistries> {
    const registry = await startRegistry(network);
    const { certificate, key } = await makeCertificate(join(network.stateDir, 'public-registries'));
    const door = createServer({ cert: await readFile(certificate), key: await readFile(key) });
    const registries = new PublicRegistries(network, registry, certificate, door);
    door.on('secureConnection', (socket) => registries.#passOn(socket, registry.host));
    network.onDispose(() => registries.close());
    for (const host of HOSTS) network.names.set(host, network.gateway);
    await registries.open();
    return registries;
  }

  /** Makes the machine's engine believe the certificate. To be called before it asks any registry: it looks once. */
  async trustedBy(machine: Machine): Promise<void> {
    const install = ['-D', '-m', '644', this.#certificate, '/etc/ssl/certs/public-registries.pem'];
    const { code } = await machine.startInside('install', install, 'install').ended();
    if (code !== 0) throw new Error(`${machine.name} could not be given the certificate of the registries`);
  }

  /**
   * Makes an image on the machine, and publishes it under the name that users write. What is there under this name is
   * replaced. Resolves to the digest; the machine keeps nothing.
   */
  async publish(machine: Machine, name: string, { base, changes = [] }: PublicImage): Promise<string> {
    const [archive] = await standIns([base]);
    if (archive === undefined) throw new Error(`there is no stand-in ${base}`);
    await machine.loadImage(archive.path);
    const made = `made/${createHash('sha256').update(name).digest('hex').slice(0, 12)}:1`;
    const container = await machine.docker(['create', base]);
    const options = changes.flatMap((change) => ['--change', change]);
    await machine.docker(['commit', ...options, container, made]);
    const pushed = await this.#registry.push(machine, made, pathOf(name));
    await machine.docker(['rm', container]);
    await machine.docker(['rmi', made, base]);
    return pushed.slice(pushed.indexOf('@') + 1);
  }

  /** Takes an image away from its registry. */
  async withdraw(name: string): Promise<void> {
    const path = pathOf(name);
    const tag = path.lastIndexOf(':');
    const manifests = `${this.#registry.url}/v2/${path.slice(0, tag)}/manifests`;
    const headers = { accept: 'application/vnd.docker.distribution.manifest.v2+json' };
    const found = await fetch(`${manifests}/${path.slice(tag + 1)}`, { method: 'HEAD', headers });
    const digest = found.headers.get('docker-content-digest') ?? 'none';
    const gone = await fetch(`${manifests}/${digest}`, { method: 'DELETE' });
    if (!gone.ok) throw new Error(`${name} cannot be withdrawn: ${gone.status}`);
  }

  /** Lets connections in, after `close`. */
  async open(): Promise<void> {
    this.#door.listen(443, this.#network.gateway);
    await once(this.#door, 'listening');
  }

  /** Refuses connections, and ends those that there are. */
  async close(): Promise<void> {
    if (!this.#door.listening) return;
    const closed = once(this.#door, 'close');
    this.#door.close();
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  #passOn(socket: Socket, host: string): void {
    const [address = '', port] = host.split(':');
    const behind = connect(Number(port), address);
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    for (const [from, to] of [
      [socket, behind],
      [behind, socket],
    ] as const) {
      from.pipe(to);
      from.on('error', () => to.destroy());
      from.once('close', () => to.destroy());
    }
  }
}

/** Where a registry has the image that users call so, with its tag. */
function pathOf(name: string): string {
  const [head = '', ...rest] = name.split('/');
  const path = HOSTS.some((host) => host === head) ? rest.join('/') : name;
  const full = path.includes('/') ? path : `library/${path}`;
  return /:[^/]*$/.test(full) ? full : `${full}:latest`;
}

async function makeCertificate(folder: string): Promise<{ readonly certificate: string; readonly key: string }> {
  await mkdir(folder, { recursive: true });
  const [certificate, key] = [join(folder, 'registry.crt'), join(folder, 'registry.key')];
  const names = HOSTS.map((host) => `DNS:${host}`).join(',');
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  const subject = ['-subj', '/CN=public registries', '-addext', `subjectAltName=${names}`];
  await run('openssl', ['req', '-x509', ...kind, ...subject, '-keyout', key, '-out', certificate]);
  return { certificate, key };
}
