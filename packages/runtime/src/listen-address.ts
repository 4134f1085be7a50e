import { isIP } from 'node:net';
import { AppError } from '@devopsellence/core';

export interface ListenAddress {
  readonly host: string;
  /** 0: the system chooses. */
  readonly port: number;
}

/** Reads `host:port`, with brackets around an IPv6 address, as typed after `option`. Throws `usage`. */
export function parseListenAddress(option: string, text: string, example: string): ListenAddress {
  const match = /^(?:\[([0-9a-fA-F:]+)\]|([^:\s[\]]+)):(\d{1,5})$/.exec(text);
  const host = match?.[1] ?? match?.[2];
  const port = Number(match?.[3]);
  if (host !== undefined && port <= 65_535) return { host, port };
  throw new AppError('usage', {
    message: `${option} ${JSON.stringify(text)} is not an address`,
    nextActions: [`write HOST:PORT, for example ${example}`],
  });
}

/** `host:port`, with brackets around an IPv6 address. */
export function formatAddress({ host, port }: ListenAddress): string {
  return isIP(host) === 6 ? `[${host}]:${port}` : `${host}:${port}`;
}

/** Why nothing listens at an address. */
export function cannotListen(address: ListenAddress, cause: unknown): AppError {
  return new AppError('usage', {
    message: `cannot listen on ${formatAddress(address)}`,
    reason: cause instanceof Error ? cause.message : String(cause),
    nextActions: ['choose another address, or stop what listens there'],
    cause,
  });
}
