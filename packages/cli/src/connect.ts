import type { ControlPlaneClient } from './client/control-plane-client.js';
import type { CommandContext } from './command.js';
import { pinnedServer } from './context/server.js';

/** A client of the chosen control plane. Whoever gets it closes it. */
export async function connect(context: CommandContext): Promise<ControlPlaneClient> {
  return context.outside.connect(await pinnedServer(context), context.io.signal);
}

/** Does the work with a client of the chosen control plane, and closes the client whatever happens. */
export async function withClient<Result>(
  context: CommandContext,
  work: (client: ControlPlaneClient) => Promise<Result>,
): Promise<Result> {
  const client = await connect(context);
  try {
    return await work(client);
  } finally {
    client.close();
  }
}
