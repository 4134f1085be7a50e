import { defineCommand } from '../command.js';

/** For how long calls may go on when nobody is there any more to ask for others. */
const GRACE_MS = 5_000;

export const command = defineCommand({
  description:
    'Serves the tools of `call`, and deploy, apply, rollback, status, logs and exec, to one AI assistant over standard input ' +
    'and output, by the Model Context Protocol, until standard input ends. Nothing else is printed. An assistant may do ' +
    'what the token that is used may do: give it one of its own.',
  examples: ['devopsellence mcp', 'devopsellence mcp --config shop/devopsellence.yml --env staging'],
  run: async (context) => {
    const { io, outside } = context;
    const [{ toolServer }, { IoTransport }] = await Promise.all([
      import('../mcp/serve.js'),
      import('../mcp/io-transport.js'),
    ]);
    const server = toolServer(context);
    const transport = new IoTransport(io);
    await server.connect(transport);
    await transport.read();
    const answered = new AbortController();
    const grace = outside.clock.sleep(GRACE_MS, AbortSignal.any([io.signal, answered.signal]));
    await Promise.race([transport.answered(), grace]);
    answered.abort();
    await server.close();
    return 0;
  },
});
