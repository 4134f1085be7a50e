import { AppError, type SshAddress } from '@devopsellence/core';
import type { ControlPlaneClient, Registration } from '../client/control-plane-client.js';
import type { EnvironmentName, NodeInfo } from '../client/names.js';
import type { CommandContext } from '../command.js';
import type { AgentBinary, Machine, MachineFacts } from './machine.js';
import { planInstallation } from './plan-installation.js';

const ONLINE_WITHIN_MS = 60_000;
const ASK_EVERY_MS = 500;
const LOG_LINES = 10;

export interface NodeCreation {
  readonly name: string;
  /** Null: the control plane's default. */
  readonly labels: readonly string[] | null;
  /** Null: attach it to none. */
  readonly attachTo: EnvironmentName | null;
  /** How this machine is reached, to be kept with the node. */
  readonly ssh: SshAddress;
  readonly binary: AgentBinary;
  readonly mayInstallDocker: boolean;
}

export interface CreatedNode {
  readonly node: NodeInfo;
  readonly machine: MachineFacts;
}

/** Where it is done, and with whom. */
export interface CreationPlace {
  readonly machine: Machine;
  readonly client: ControlPlaneClient;
  /** Told of each step when it is done. */
  readonly done: (step: string) => void;
}

/**
 * Makes a machine a node that is online. First everything is checked, and nothing is changed where something is missing.
 * Run again after an interruption it does what is left to do.
 */
export async function createNode(
  context: CommandContext,
  place: CreationPlace,
  wanted: NodeCreation,
): Promise<CreatedNode> {
  const { machine, client, done } = place;
  const facts = await machine.examine();
  const known = await nodeNamed(client, wanted.name);
  const plan = planInstallation({ ...wanted, machine: facts, known });
  done(`checked ${machine.title}: ${summaryOf(facts)}`);
  const registration = plan.join === 'no' ? null : await register(client, known, wanted);
  if (plan.installDocker) {
    await machine.installDocker();
    done('installed Docker');
  }
  if (plan.placeAgent) done(`put the agent there: ${await machine.placeAgent(wanted.binary)}`);
  if (registration !== null) {
    await machine.join(registration.address, registration.joinToken);
    done('joined');
  }
  if (registration !== null || plan.placeAgent || known?.connection !== 'online') {
    await machine.startAgent();
    done(facts.hasSystemd ? 'started the agent as a service' : 'started the agent in the background');
  }
  await online(context, place, wanted.name);
  done('online');
  return { node: await finish(client, known, wanted), machine: facts };
}

async function nodeNamed(client: ControlPlaneClient, name: string): Promise<NodeInfo | null> {
  return (await client.listNodes()).find((node) => node.name === name) ?? null;
}

/** A token that was made before and is lost cannot be made again: the node that never was is registered anew. */
async function register(
  client: ControlPlaneClient,
  known: NodeInfo | null,
  { name, labels }: NodeCreation,
): Promise<Registration> {
  if (known !== null) await client.removeNode(known.id);
  const registration = await client.registerNode({ name, labels: labels ?? known?.labels ?? null, expiresInMs: null });
  for (const environment of known?.environments ?? []) await client.attachNode(name, environment);
  return registration;
}

async function online({ io, outside }: CommandContext, { client, machine }: CreationPlace, name: string) {
  const deadline = outside.clock.now() + ONLINE_WITHIN_MS;
  while ((await nodeNamed(client, name))?.connection !== 'online') {
    if (io.signal.aborted) throw new AppError('cancelled', { message: `stopped waiting for ${name}` });
    if (outside.clock.now() >= deadline) throw neverOnline(name, await machine.agentLog(LOG_LINES));
    await outside.clock.sleep(ASK_EVERY_MS, io.signal);
  }
}

async function finish(client: ControlPlaneClient, known: NodeInfo | null, wanted: NodeCreation): Promise<NodeInfo> {
  const { name, labels, attachTo, ssh } = wanted;
  await client.setSshAddress(name, ssh);
  if (known?.joined === true && labels !== null) {
    await client.changeNodeLabels({ node: name, operation: 'set', labels });
  }
  if (attachTo !== null) await client.attachNode(name, attachTo);
  const node = await nodeNamed(client, name);
  if (node !== null) return node;
  throw new AppError('not_found', { message: `the node ${name} was removed meanwhile` });
}

function summaryOf({ systemName, architecture, engineVersion, hasSystemd }: MachineFacts): string {
  const engine = engineVersion === null ? 'no Docker yet' : `Docker ${engineVersion}`;
  return [systemName, architecture, engine, hasSystemd ? 'systemd' : 'no systemd'].join(', ');
}

function neverOnline(name: string, evidence: readonly string[]): AppError {
  return new AppError('node_offline', {
    message: `the agent of ${name} was started, but did not connect within ${ONLINE_WITHIN_MS / 1000} s`,
    reason: 'the machine has to reach the addresses of the control plane; its log ends with:',
    evidence,
    nextActions: ['the same command again, once it can', 'devopsellence doctor'],
  });
}
