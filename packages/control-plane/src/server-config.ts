import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { AppError } from '@devopsellence/core';
import { type ListenAddress, parseListenAddress } from '@devopsellence/runtime';
import { type BackupOptions, type BackupSettings, parseBackupOptions } from './backup/backup-options.js';
import type { MasterKeySource } from './secrets/master-keys.js';

/** How one control plane is set up. */
export interface ServerConfig extends BackupSettings, MasterKeySource {
  readonly dataDirectory: string;
  readonly operatorListen: ListenAddress;
  readonly agentListen: ListenAddress;
  readonly metricsListen: ListenAddress;
  /** Hosts under which operators and agents reach this machine, best first; empty: the hosts it listens on. */
  readonly advertise: readonly string[];
}

/** The options of `serve`, as typed. */
export interface ServeOptions extends BackupOptions {
  readonly dataDir: string;
  readonly operatorListen: string;
  readonly agentListen: string;
  readonly metricsListen: string;
  readonly advertise?: string;
}

const WILDCARDS: ReadonlySet<string> = new Set(['0.0.0.0', '::']);

/** Throws `usage`. */
export function parseServerConfig(options: ServeOptions, environment: NodeJS.ProcessEnv): ServerConfig {
  const config: ServerConfig = {
    dataDirectory: resolve(options.dataDir),
    operatorListen: parseListen('--operator-listen', options.operatorListen),
    agentListen: parseListen('--agent-listen', options.agentListen),
    metricsListen: parseListen('--metrics-listen', options.metricsListen),
    advertise: (options.advertise ?? '').split(',').filter(Boolean).map(parseHost),
    ...masterKeySource(environment),
    ...parseBackupOptions(options, options.dataDir),
  };
  const isUnreachable = [config.operatorListen, config.agentListen].some(({ host }) => WILDCARDS.has(host));
  if (isUnreachable && config.advertise.length === 0) {
    throw usage('listening on all addresses, the control plane cannot know under which one nodes reach it', [
      'add --advertise HOST, with the name or address of this machine that nodes and people use',
    ]);
  }
  return config;
}

/** What the environment says of the master key. */
export function masterKeySource(environment: NodeJS.ProcessEnv): MasterKeySource {
  return {
    masterKey: environment.DEVOPSELLENCE_MASTER_KEY || null,
    previousMasterKey: environment.DEVOPSELLENCE_MASTER_KEY_PREVIOUS || null,
  };
}

/** The hosts under which a listener is reached, best first. */
export function advertisedHosts({ advertise }: ServerConfig, listen: ListenAddress): readonly string[] {
  return advertise.length > 0 ? advertise : [listen.host];
}

/** Every name and address that the server certificate is for. */
export function certificateNames(config: ServerConfig): string[] {
  const { advertise, operatorListen, agentListen } = config;
  const names = new Set([...advertise, operatorListen.host, agentListen.host]);
  return [...names].filter((name) => !WILDCARDS.has(name));
}

function parseListen(option: string, text: string): ListenAddress {
  return parseListenAddress(option, text, '127.0.0.1:7443');
}

function parseHost(text: string): string {
  const host = text.trim().replace(/^\[(.*)\]$/, '$1');
  const isName = /^[a-zA-Z0-9](?:[a-zA-Z0-9.-]{0,251}[a-zA-Z0-9])?$/.test(host);
  if (isIP(host) !== 0 || isName) return host;
  throw usage(`--advertise: ${JSON.stringify(text)} is not a host name or address`, [
    'write HOST[,HOST], without ports, for example cp.example.com,203.0.113.7',
  ]);
}

function usage(message: string, nextActions: readonly string[]): AppError {
  return new AppError('usage', { message, nextActions });
}
