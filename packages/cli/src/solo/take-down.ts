import type { CommandContext } from '../command.js';
import { forgetContext } from '../context/forget-context.js';
import { uninstallNode } from '../install/uninstall-node.js';
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
  { machine, controlPlane }: SoloMachine,
  { name, keepWorkloads }: SoloDown,
  done: (step: string) => void,
): Promise<void> {
  const { joinedAs } = await machine.examine();
  const { digest, runs, ownerToken } = await controlPlane.examine();
  if (joinedAs !== null && ownerToken !== null && digest !== null) {
    // The agent stops what runs in its order when its control plane says so.
    if (!runs) await controlPlane.start();
    const client = await context.outside.connect(await served(context, controlPlane, name), context.io.signal);
    try {
      const node = (await client.listNodes()).find(({ id }) => id === joinedAs.nodeId) ?? null;
      const wanted = { name: joinedAs.nodeName, node, keepWorkloads };
      await uninstallNode(context, { machine, client, done }, wanted);
    } finally {
      client.close();
    }
  }
  await controlPlane.stop();
  await controlPlane.remove();
  await forgetContext(context.io, name);
  done('removed the control plane');
}
