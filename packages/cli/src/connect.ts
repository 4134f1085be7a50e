import type { ControlPlaneClient } from './client/control-plane-client.js';
import type { CommandContext } from './command.js';
import { pinnedServer } from './context/server.js';

/** Does the work with a client of the chosen control plane, and closes the client whatever happens. */
export async function withClient<Result>(
  context: CommandContext,
  work: (client: ControlPlaneClient) => Promise<Result>,
): Promise<Result> {
  const client = await context.outside.connect(await pinnedServer(context), context.io.signal);
  try {
    return await work(client);
  } finally {
    client.close();
  }
}
