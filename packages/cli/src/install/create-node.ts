import { AppError, type SshAddress } from '@devopsellence/core';
import type { ControlPlaneClient, Registration } from '../client/control-plane-client.js';
import type { EnvironmentName, NodeInfo } from '../client/names.js';
import type { CommandContext } from '../command.js';
import type { InstallPlace } from './install-place.js';
import type { AgentBinary, MachineFacts } from './machine.js';
import { type Installation, planInstallation } from './plan-installation.js';
import { upgradeNode } from './upgrade-node.js';
import { comesOnline } from './wait-online.js';

export const ONLINE_WITHIN_MS = 60_000;
const LOG_LINES = 10;

export interface NodeCreation {
  readonly name: string;
  /** Null: the control plane's default. */
  readonly labels: readonly string[] | null;
  /** Null: attach it to none. */
  readonly attachTo: EnvironmentName | null;
  /** How this machine is reached, to be kept with the node; null: not at all. */
  readonly ssh: SshAddress | null;
  readonly binary: AgentBinary;
  readonly mayInstallDocker: boolean;
}

export interface CreatedNode {
  readonly node: NodeInfo;
  readonly machine: MachineFacts;
}

/**
 * Makes a machine a node that is online. First everything is checked, and nothing is changed where something is missing.
 * Run again after an interruption it does what is left to do.
 */
export async function createNode(
  context: CommandContext,
  place: InstallPlace,
  wanted: NodeCreation,
): Promise<CreatedNode> {
  const { machine, client, done } = place;
  const facts = await machine.examine();
  const known = await nodeNamed(client, wanted.name);
  const plan = planInstallation({ ...wanted, machine: facts, known });
  done(`checked ${machine.title}: ${summaryOf(facts)}`);
  if (plan.installDocker) {
    await machine.installDocker();
    done('installed Docker');
  }
  if (plan.join === 'no' && known !== null) {
    await upgradeNode(context, place, { ...wanted, node: known, machine: facts, withinMs: ONLINE_WITHIN_MS });
  } else {
    await install(context, place, { wanted, facts, known, plan });
  }
  return { node: await finish(client, known, wanted), machine: facts };
}

interface PlannedCreation {
  readonly wanted: NodeCreation;
  readonly facts: MachineFacts;
  readonly known: NodeInfo | null;
  readonly plan: Installation;
}

async function install(
  context: CommandContext,
  { machine, client, done }: InstallPlace,
  { wanted, facts, known, plan }: PlannedCreation,
): Promise<void> {
  const { name, binary } = wanted;
  const registration = await register(client, known, wanted);
  if (plan.placeAgent) done(`put the agent there: ${await machine.placeAgent(binary, false)}`);
  await machine.join(registration.address, registration.joinToken);
  done('joined');
  await machine.startAgent();
  done(facts.hasSystemd ? 'started the agent as a service' : 'started the agent in the background');
  const isOnline = await comesOnline(context, client, {
    name,
    version: null,
    fromNowOn: false,
    withinMs: ONLINE_WITHIN_MS,
  });
  if (!isOnline) throw neverOnline(name, await machine.agentLog(LOG_LINES));
  await machine.recordProven(binary.digest);
  done('online');
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

async function finish(client: ControlPlaneClient, known: NodeInfo | null, wanted: NodeCreation): Promise<NodeInfo> {
  const { name, labels, attachTo, ssh } = wanted;
  if (ssh !== null) await client.setSshAddress(name, ssh);
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
