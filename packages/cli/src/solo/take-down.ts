import { toAppError } from '@devopsellence/core';
import type { CommandContext } from '../command.js';
import { forgetContext } from '../context/forget-context.js';
import { uninstallNode } from '../install/uninstall-node.js';
import type { Server } from '../outside.js';
import { served } from './served.js';
import type { SoloMachine } from './solo-machine.js';

export interface SoloDown {
  /** Of the context. */
  readonly name: string;
  /** Whether the containers run on. */
  readonly keepWorkloads: boolean;
}

/**
 * Stops and removes node and control plane of this machine, with all that they know; named volumes stay. Run again it
 * does what is left to do.
 */
export async function takeDown(
  context: CommandContext,
  solo: SoloMachine,
  wanted: SoloDown,
  done: (step: string) => void,
): Promise<void> {
  const { machine, controlPlane } = solo;
  const { joinedAs } = await machine.examine();
  const { digest, ownerToken } = await controlPlane.examine();
  if (joinedAs !== null && ownerToken !== null && digest !== null) {
    const server = await serverOf(context, solo, wanted);
    if (server === null) await takeAway(machine, { ...wanted, nodeId: joinedAs.nodeId }, done);
    else await uninstall(context, { machine, server, joinedAs, done }, wanted);
  }
  await controlPlane.stop();
  await controlPlane.remove();
  await forgetContext(context.io, wanted.name);
  done('removed the control plane');
}

/** Null when the control plane does not serve, whatever is done: it is to go all the same. */
async function serverOf(
  context: CommandContext,
  { controlPlane }: SoloMachine,
  { name }: SoloDown,
): Promise<Server | null> {
  const { runs } = await controlPlane.examine();
  try {
    if (!runs) await controlPlane.start();
    return await served(context, controlPlane, name);
  } catch (error) {
    if (context.io.signal.aborted) throw error;
    const { message } = toAppError(error);
    context.output.talk(`${message}: what runs here is stopped without it`);
    return null;
  }
}

interface Joined {
  readonly machine: SoloMachine['machine'];
  readonly server: Server;
  readonly joinedAs: { readonly nodeId: string; readonly nodeName: string };
  readonly done: (step: string) => void;
}

/** The agent stops what runs in its order when its control plane says so. */
async function uninstall(
  context: CommandContext,
  { machine, server, joinedAs, done }: Joined,
  { keepWorkloads }: SoloDown,
): Promise<void> {
  const client = await context.outside.connect(server, context.io.signal);
  try {
    const node = (await client.listNodes()).find(({ id }) => id === joinedAs.nodeId) ?? null;
    await uninstallNode(context, { machine, client, done }, { name: joinedAs.nodeName, node, keepWorkloads });
  } finally {
    client.close();
  }
}

async function takeAway(
  machine: SoloMachine['machine'],
  { nodeId, keepWorkloads }: SoloDown & { readonly nodeId: string },
  done: (step: string) => void,
): Promise<void> {
  await machine.stopAgent();
  if (!keepWorkloads) await machine.removeWorkloads(nodeId);
  await machine.removeAgent();
  done('removed the agent and its state');
}
