import type { Machine } from './machines.js';
import type { PublicImage, PublicRegistries } from './public-registries.js';

/** A program that says its environment, and then serves this version at `/` until it is told to stop. */
export function httpServer(port: number, version: string): PublicImage {
  const script = [
    'env | sort',
    `mkdir -p /www && echo ${version} > /www/index.html`,
    'trap "exit 0" TERM',
    `httpd -f -p ${port} -h /www & wait`,
  ];
  const command = JSON.stringify(['sh', '-c', script.join('; ')]);
  return { base: 'busybox:1.36', changes: [`CMD ${command}`, `EXPOSE ${port}`] };
}

/** A program that answers datagrams, as a VPN does: memcached's protocol over UDP. */
export function udpServer(port: number): PublicImage {
  const command = JSON.stringify(['memcached', '-p', '0', '-U', String(port)]);
  return { base: 'memcached:1.6-alpine', changes: [`CMD ${command}`, `EXPOSE ${port}/udp`] };
}

/** Stand-ins for the images that the page about auxiliary services names; Redis is one. */
export const PAGE_IMAGES: Readonly<Record<string, PublicImage>> = {
  'redis:7': { base: 'redis:7-alpine' },
  'getmeili/meilisearch:v1.6': httpServer(7700, 'v1.6'),
  'getmeili/meilisearch:v1.8': httpServer(7700, 'v1.8'),
  'docker.elastic.co/elasticsearch/elasticsearch:8.11.0': httpServer(9200, '8.11.0'),
  'linuxserver/wireguard': udpServer(51_820),
};

/** Publishes them, made on this machine, and resolves to their digests by name. */
export async function publishPageImages(
  registries: PublicRegistries,
  machine: Machine,
): Promise<ReadonlyMap<string, string>> {
  const digests = new Map<string, string>();
  for (const [name, image] of Object.entries(PAGE_IMAGES)) {
    digests.set(name, await registries.publish(machine, name, image));
  }
  return digests;
}
