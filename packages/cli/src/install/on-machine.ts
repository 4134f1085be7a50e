import type { ControlPlaneClient } from '../client/control-plane-client.js';
import type { CommandContext } from '../command.js';
import type { InstallPlace } from './install-place.js';
import type { SshTarget } from './ssh-target.js';

export interface NodeMachine {
  /** Of the node that it is, or becomes. */
  readonly name: string;
  readonly target: SshTarget;
  readonly client: ControlPlaneClient;
}

/** Does the work on a machine, tells of each step, and lets go of the machine whatever happens. */
export async function onMachine<Result>(
  { io, outside, output }: CommandContext,
  { name, target, client }: NodeMachine,
  work: (place: InstallPlace) => Promise<Result>,
): Promise<Result> {
  const machine = await outside.openMachine(target, { io, asksNobody: output.isJson || !io.stdin.isTerminal });
  const done = (step: string) => {
    output.talk(`${name}: ${step}`);
    output.event('progress', { node: name, step });
  };
  try {
    return await work({ machine, client, done });
  } finally {
    await machine.close();
  }
}
