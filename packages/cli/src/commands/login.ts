import { type CommandContext, defineCommand } from '../command.js';
import { logIn } from '../context/log-in.js';
import { argument } from '../parameter.js';
import { readSecret, secretOptions } from '../secret-input.js';
import { usage } from '../usage.js';

const DEFAULT_CONTEXT = 'default';
const CONTEXT_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/;

const server = argument('HOST:PORT', 'operator listener of the control plane');
const token = secretOptions('the operator token', ['--token', '--token-file', '--token-stdin']);

export const command = defineCommand({
  description:
    'The token carries the fingerprint of the control plane: before anything is sent to the server, it is checked to be that one. ' +
    'Server and token are kept, readable only by you, as the context that --context names, or as "default".',
  args: [server],
  options: [token.value, token.file, token.stdin],
  examples: [
    'devopsellence login 203.0.113.7:7443 --token-file owner-token',
    'devopsellence login cp.example.com:7443 --token-stdin --context staging < token',
  ],
  run: login,
});

async function login(context: CommandContext): Promise<number> {
  const { globals, input, output } = context;
  const name = globals.context ?? DEFAULT_CONTEXT;
  if (!CONTEXT_NAME.test(name))
    throw usage(`--context must be letters, digits, ".", "_" and "-", not ${JSON.stringify(name)}`);
  const address = input.get(server);
  const text = (await readSecret(context, token)).trim();
  const { identity } = await logIn(context, { name, address, token: text });
  return output.succeed({
    message: `Logged in to ${address} as ${identity.tokenName} (${identity.role}). The context is ${name}.`,
    fields: { context: name, server: address, token_name: identity.tokenName, role: identity.role },
  });
}
