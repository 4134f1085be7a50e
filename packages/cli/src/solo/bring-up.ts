import type { CommandContext } from '../command.js';
import { type CreatedNode, createNode } from '../install/create-node.js';
import type { AgentBinary } from '../install/machine.js';
import { planSolo } from './plan-solo.js';
import { served } from './served.js';
import type { SoloMachine } from './solo-machine.js';

const NODE_NAME = 'solo';

export interface WantedSolo {
  /** Of the context. */
  readonly context: string;
  readonly agent: AgentBinary;
  readonly controlPlane: AgentBinary;
  /** Of the node; null: what they are, or the roles of every service. */
  readonly labels: readonly string[] | null;
  /** Under which host others reach the control plane; null: not, or as it is. */
  readonly advertise: string | null;
  readonly mayInstallDocker: boolean;
}

export interface Solo extends CreatedNode {
  /** host:port of the operator API. */
  readonly address: string;
}

/** Makes this machine a control plane and a node of it, and logs in. Run again it does what is left to do. */
export async function bringUp(
  context: CommandContext,
  { machine, controlPlane }: SoloMachine,
  wanted: WantedSolo,
  done: (step: string) => void,
): Promise<Solo> {
  const facts = await machine.examine();
  const found = await controlPlane.examine();
  const { advertise } = wanted;
  const plan = planSolo({ ...wanted, machine: facts, controlPlane: found, binary: wanted.controlPlane });
  if (plan.advertise && advertise !== null) await controlPlane.advertise(advertise);
  if (plan.place) done(`put control plane ${await controlPlane.place(wanted.controlPlane)} there`);
  if (plan.start) {
    await controlPlane.start();
    done(facts.hasSystemd ? 'started the control plane as a service' : 'started the control plane in the background');
  }
  const server = await served(context, controlPlane, wanted.context);
  const client = await context.outside.connect(server, context.io.signal);
  try {
    const created = await createNode(
      context,
      { machine, client, done },
      {
        name: facts.joinedAs?.nodeName ?? NODE_NAME,
        labels: wanted.labels ?? (facts.joinedAs === null ? ['web', 'worker'] : null),
        attachTo: null,
        ssh: null,
        binary: wanted.agent,
        mayInstallDocker: wanted.mayInstallDocker,
      },
    );
    return { ...created, address: server.address };
  } finally {
    client.close();
  }
}
