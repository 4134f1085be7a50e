import { readFile } from 'node:fs/promises';

/** Where the kernel tells of the sockets of this program's network: each for a protocol and a version of IP. */
const TABLES = [
  { protocol: 'tcp', file: '/proc/self/net/tcp' },
  { protocol: 'tcp', file: '/proc/self/net/tcp6' },
  { protocol: 'udp', file: '/proc/self/net/udp' },
  { protocol: 'udp', file: '/proc/self/net/udp6' },
] as const;

/** State of a socket that waits for whoever comes: TCP calls it LISTEN, UDP has no word for one that is not connected. */
const WAITING = { tcp: '0A', udp: '07' } as const;

export type SocketProtocol = keyof typeof WAITING;

/** As `tcp:80`. */
export function socketKey({ protocol, port }: { readonly protocol: string; readonly port: number }): string {
  return `${protocol}:${port}`;
}

/**
 * Keys of the ports on which a program of the machine waits for callers, on whatever address: who publishes a port takes it
 * on all of them. A table that the kernel does not have, as without IPv6, is empty.
 */
export async function listeningSockets(): Promise<ReadonlySet<string>> {
  const tables = await Promise.all(
    TABLES.map(async ({ protocol, file }) => {
      const ports = listeningPorts(await readFile(file, 'utf8').catch(() => ''), protocol);
      return ports.map((port) => socketKey({ protocol, port }));
    }),
  );
  return new Set(tables.flat());
}

/** The ports in one of the kernel's tables of sockets on which somebody waits. What is no line of a table is passed over. */
export function listeningPorts(table: string, protocol: SocketProtocol): readonly number[] {
  const ports = table.split('\n').flatMap((line) => {
    const [, port, state] = /^\s*\d+: [0-9A-F]+:([0-9A-F]{4}) [0-9A-F]+:[0-9A-F]{4} ([0-9A-F]{2})\b/.exec(line) ?? [];
    return port !== undefined && state === WAITING[protocol] ? [Number.parseInt(port, 16)] : [];
  });
  return [...new Set(ports)];
}
