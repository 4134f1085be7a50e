import { AppError, toAppError } from '@devopsellence/core';
import type { NodeInfo } from '../client/names.js';
import type { CommandContext } from '../command.js';
import type { InstallPlace } from './install-place.js';
import type { AgentBinary, MachineFacts } from './machine.js';
import { planUpgrade } from './plan-upgrade.js';
import { comesOnline } from './wait-online.js';

const LOG_LINES = 10;
const STABLE_MS = 5_000;

export interface NodeUpgrade {
  readonly node: NodeInfo;
  readonly machine: MachineFacts;
  readonly binary: AgentBinary;
  /** How long the node may take until it is online again. */
  readonly withinMs: number;
}

export interface UpgradedNode {
  readonly name: string;
  readonly outcome: 'upgraded' | 'restarted' | 'unchanged';
  /** Versions of the agent. */
  readonly from: string;
  readonly to: string;
}

/**
 * Replaces the agent of a node, and goes back to the one before when the control plane does not see the node online with
 * the new one. Workloads are not touched. Run again after an interruption it ends as if there had been none.
 */
export async function upgradeNode(
  context: CommandContext,
  place: InstallPlace,
  wanted: NodeUpgrade,
): Promise<UpgradedNode> {
  const { name, agentVersion: from } = wanted.node;
  const plan = planUpgrade(wanted);
  if (plan.kind === 'nothing') return { name, from, to: from, outcome: 'unchanged' };
  if (plan.kind === 'restart') {
    await restarted(context, place, wanted, null);
    return { name, from, to: from, outcome: 'restarted' };
  }
  const version = await placed(place, wanted, plan.worked);
  try {
    await restarted(context, place, wanted, version);
  } catch (error) {
    throw context.io.signal.aborted ? halfDone(name, error) : await goneBack(context, place, wanted, error);
  }
  await place.machine.recordProven(wanted.binary.digest);
  return { name, from, to: version, outcome: 'upgraded' };
}

/** Resolves to the version of the new program, which does not run yet. */
async function placed({ machine, done }: InstallPlace, { node, binary }: NodeUpgrade, worked: boolean) {
  try {
    const version = await machine.placeAgent(binary, worked);
    done(`put agent ${version} there`);
    return version;
  } catch (thrown) {
    const cause = toAppError(thrown);
    if (cause.code !== 'machine_unsuitable') throw cause;
    throw new AppError('upgrade_failed', {
      message: `the new agent cannot run on ${node.name}; the one from before was not touched`,
      evidence: cause.evidence,
      cause,
    });
  }
}

/** Starts the agent again, and throws when the node does not come online, with this version; null: with any. */
async function restarted(
  context: CommandContext,
  { machine, client, done }: InstallPlace,
  { node: { name }, withinMs }: NodeUpgrade,
  version: string | null,
): Promise<void> {
  await machine.startAgent();
  const agent = version === null ? 'its agent' : `agent ${version}`;
  // From now on: when the program starts, the one before has ended, and nothing is heard from it any more.
  const isOnline = await comesOnline(context, client, { name, version, fromNowOn: true, withinMs });
  if (isOnline && (await stays(context, machine))) return done('online');
  throw new AppError('node_offline', {
    message: isOnline
      ? `${name} came online with ${agent}, but that ended again`
      : `${name} did not come online with ${agent} within ${withinMs / 1000} s`,
    reason: 'the log of its agent ends with:',
    evidence: await machine.agentLog(LOG_LINES),
    nextActions: ['devopsellence doctor'],
  });
}

/** Whether the process that runs now still does a little later. One that fails again and again is online in between. */
async function stays({ io, outside }: CommandContext, machine: InstallPlace['machine']): Promise<boolean> {
  const before = await machine.agentProcess();
  await outside.clock.sleep(STABLE_MS, io.signal);
  return before !== null && (await machine.agentProcess()) === before;
}

/** What to tell after the program from before was put back, or could not be. */
async function goneBack(
  context: CommandContext,
  place: InstallPlace,
  wanted: NodeUpgrade,
  thrown: unknown,
): Promise<AppError> {
  const cause = toAppError(thrown);
  const { name, connection } = wanted.node;
  const evidence = [cause.message, ...cause.evidence];
  try {
    await place.machine.putBack();
    place.done('put the agent from before back');
    if (connection === 'online') await restarted(context, place, wanted, null);
    else await place.machine.startAgent();
    return new AppError('upgrade_failed', {
      message: `the new agent does not work on ${name}; the one from before is back`,
      reason: connection === 'online' ? 'the node is online with it' : 'the node was not online before',
      evidence,
      cause,
    });
  } catch (error) {
    const { message } = toAppError(error);
    return new AppError('upgrade_failed', {
      message: `the new agent does not work on ${name}, and the one from before is not back either`,
      reason: message,
      evidence,
      nextActions: [`devopsellence node diagnose ${name}`, 'the same command again, with an agent that works'],
      cause,
    });
  }
}

function halfDone(name: string, cause: unknown): AppError {
  return new AppError('cancelled', {
    message: `interrupted before ${name} was seen online with the new agent`,
    nextActions: ['the same command again: it goes on from there, and goes back if need be'],
    cause,
  });
}
