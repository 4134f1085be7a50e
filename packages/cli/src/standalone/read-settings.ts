import {
  NAME_RULES,
  namesPort,
  parseByteSize,
  parseCommand,
  parseHostname,
  parseReadiness,
  parseVariable,
  parseVolume,
  parseVolumes,
  type Resources,
  type SecretRef,
  type StandaloneOverrides,
  type StandaloneSettings,
  variableName,
} from '@devopsellence/core';
import type { CommandContext } from '../command.js';
import type { Input } from '../parameter.js';
import { usage } from '../usage.js';
import { VARIABLES } from '../variables-option.js';
import { readEnvFile } from './env-file.js';
import * as options from './setting-options.js';

/** What a command line says of settings. */
export interface GivenSettings {
  readonly overrides: StandaloneOverrides;
  /** As typed: the port that it leaves out is the one of the service. Null: not given; empty: none. */
  readonly readiness: string | null;
  /** One setting, of which a part may be given: the other part stays. */
  readonly resources: Partial<Resources>;
}

/** Reads and checks everything that can be without knowing the service. `variables` were given beside the options. */
export async function readSettings(
  context: CommandContext,
  variables: Readonly<Record<string, string>> = {},
): Promise<GivenSettings> {
  const { input } = context;
  const env = await envOf(context, variables);
  const readiness = input.get(options.readiness);
  if (readiness !== null && readiness.trim() !== '') parseReadiness(readiness, 1);
  const overrides = { ...plainSettings(input), ...(env === null ? {} : { env }) };
  return { overrides, readiness, resources: resourcesOf(input) };
}

/** The same as overrides. `known` is asked for the settings of the service only where a part of one is given. */
export async function completeSettings(
  { overrides, readiness, resources }: GivenSettings,
  known: () => Promise<Pick<StandaloneSettings, 'port' | 'resources'>>,
): Promise<StandaloneOverrides> {
  const { memoryBytes, cpus } = resources;
  const isPart = (memoryBytes === undefined) !== (cpus === undefined);
  const needsPort = readiness !== null && readiness.trim() !== '' && !namesPort(readiness);
  const isKnownNeeded = isPart || (needsPort && overrides.port === undefined);
  const before = isKnownNeeded ? await known() : { port: 0, resources: { memoryBytes: null, cpus: null } };
  return {
    ...overrides,
    ...(memoryBytes === undefined && cpus === undefined ? {} : { resources: { ...before.resources, ...resources } }),
    ...(readiness === null ? {} : { readiness: readinessOf(readiness, overrides.port ?? before.port) }),
  };
}

const LONGEST_SHOWN = 40;

/** `6379`, `51820/udp`: the protocol only where it is said. */
export function parsePort(
  text: string,
  name: string,
): Pick<StandaloneOverrides, 'port' | 'protocol'> & { port: number } {
  const [, number = '', protocol] = /^(\d{1,5})(?:\/(tcp|udp))?$/.exec(text.trim()) ?? [];
  const port = Number(number);
  if (port < 1 || port > 65_535) {
    // A variable in the place of the port would show its value.
    const shown = text.includes('=') || text.length > LONGEST_SHOWN ? '' : `, not ${JSON.stringify(text)}`;
    throw usage(`${name} must be a number from 1 to 65535${shown}`, 'a protocol may follow, for example 51820/udp');
  }
  return protocol === 'tcp' || protocol === 'udp' ? { port, protocol } : { port };
}

function plainSettings(input: Input): StandaloneOverrides {
  const port = input.get(options.port);
  const hostname = input.get(options.hostname);
  const volumes = input.get(options.volumes);
  const secrets = input.get(options.secrets);
  const command = input.get(options.commandText);
  const image = input.get(options.image);
  const switches = {
    isHostMode: input.get(options.hostMode),
    isNetAdmin: input.get(options.netAdmin),
    isPrivileged: input.get(options.privileged),
    isPublished: input.get(options.publish),
  };
  return {
    ...(image === null ? {} : { image }),
    ...(port === null ? {} : parsePort(port, '--port')),
    ...(hostname === null ? {} : { hostname: hostname === '' ? null : parseHostname(hostname) }),
    ...(volumes === null ? {} : { volumes: volumesOf(volumes) }),
    ...(secrets === null ? {} : { secretRefs: items(secrets, '--secret').map(secretOf) }),
    ...(command === null ? {} : { command: parseCommand(command) }),
    ...Object.fromEntries(Object.entries(switches).filter(([, value]) => value !== null)),
  };
}

/** Null when nothing is said of variables. Those of `--env` go before those of the file. */
async function envOf({ io, input }: CommandContext, variables: Readonly<Record<string, string>>) {
  const given = input.get(VARIABLES);
  const file = input.get(options.envFile);
  const isSaid = Object.keys(variables).length > 0;
  if (given === null && file === null) return isSaid ? variables : null;
  if (given?.includes('') === true && (given.length > 1 || file !== null || isSaid)) throw notTogether('--env');
  const own = new Map(Object.entries(variables));
  for (const [name, value] of items(given ?? [], '--env').map(parseVariable)) {
    if (own.has(name)) throw usage(`--env sets ${name} a second time`);
    own.set(name, value);
  }
  return { ...(file === null ? {} : await readEnvFile(io, file)), ...Object.fromEntries(own) };
}

function volumesOf(texts: readonly string[]) {
  const given = items(texts, '--volume');
  for (const text of given) parseVolume(text);
  return parseVolumes(given.join('\n'));
}

/** `ENV=NAME`. What is wrong is not shown: it may be the secret itself. */
function secretOf(text: string): SecretRef {
  const at = text.indexOf('=');
  const secret = text.slice(at + 1);
  if (at < 0 || !NAME_RULES.secret.pattern.test(secret)) {
    throw usage(
      '--secret needs ENV=NAME, the variable and the name of the secret',
      'the value of a secret is stored by `devopsellence secret set NAME`',
    );
  }
  return { name: variableName(text.slice(0, at), '--secret'), secret };
}

function resourcesOf(input: Input): Partial<Resources> {
  const memory = input.get(options.memory);
  const cpus = input.get(options.cpus);
  return {
    ...(memory === null ? {} : { memoryBytes: memory === '' ? null : bytesOf(memory) }),
    ...(cpus === null ? {} : { cpus: cpus === '' ? null : processorsOf(cpus) }),
  };
}

function bytesOf(text: string): number {
  const bytes = parseByteSize(text);
  if (bytes !== null) return bytes;
  throw usage(`--memory must be an amount of memory, not ${JSON.stringify(text)}`, 'for example 512k, 256m or 1g');
}

function processorsOf(text: string): number {
  if (/^\d{1,4}(?:\.\d{1,4})?$/.test(text)) return Number(text);
  throw usage(`--cpus must be a number of processors, not ${JSON.stringify(text)}`, 'for example 0.5 or 2');
}

function readinessOf(text: string, port: number) {
  return text.trim() === '' ? null : parseReadiness(text, port);
}

/** What a repeated option was given: an empty text, alone, clears. */
function items(texts: readonly string[], name: string): readonly string[] {
  if (!texts.includes('')) return texts;
  if (texts.length > 1) throw notTogether(name);
  return [];
}

function notTogether(name: string) {
  return usage(`${name} '' clears, so nothing else can be given with it`);
}
