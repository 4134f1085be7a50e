import { AppError } from '@devopsellence/core';
import type { NodeInfo } from '../client/names.js';
import type { CommandContext } from '../command.js';
import { flag } from '../parameter.js';
import type { InstallPlace } from './install-place.js';
import { planUninstall, type Uninstall } from './plan-uninstall.js';

export const KEEP_WORKLOADS = flag('--keep-workloads', 'leave the containers as they are');

/** How long the agent may take to stop what runs; what is left then is stopped without it. */
const EMPTY_WITHIN_MS = 120_000;
const ASK_EVERY_MS = 1_000;

export interface NodeUninstall {
  readonly name: string;
  /** Null: the control plane knows no such node, any more. */
  readonly node: NodeInfo | null;
  readonly keepWorkloads: boolean;
}

/**
 * Makes a node a machine like any other. The control plane forgets it last: until then, whatever broke off can be run
 * again. Named volumes stay.
 */
export async function uninstallNode(
  context: CommandContext,
  { machine, client, done }: InstallPlace,
  wanted: NodeUninstall,
): Promise<void> {
  const facts = await machine.examine();
  const plan = planUninstall({ ...wanted, machine: facts });
  for (const environment of plan.detachFrom) await client.detachNode(plan.nodeId, environment);
  if (plan.agentStops) await emptied(context, machine, plan);
  await machine.stopAgent();
  done('stopped the agent');
  if (plan.removeWorkloads) {
    await machine.removeWorkloads(plan.nodeId);
    done('nothing runs there any more');
  }
  await machine.removeAgent();
  done('removed the agent and its state');
  if (plan.removeNode) await client.removeNode(plan.nodeId);
}

async function emptied(
  { io, outside: { clock } }: CommandContext,
  machine: InstallPlace['machine'],
  { nodeId }: Uninstall,
): Promise<void> {
  const deadline = clock.monotonicMs() + EMPTY_WITHIN_MS;
  while ((await machine.countContainers(nodeId)) > 0 && clock.monotonicMs() < deadline) {
    await clock.sleep(ASK_EVERY_MS, io.signal);
    if (io.signal.aborted) throw new AppError('cancelled', { message: 'stopped waiting for what runs there to end' });
  }
}
