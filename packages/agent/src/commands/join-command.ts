import { hostname } from 'node:os';
import { text } from 'node:stream/consumers';
import { AppError } from '@devopsellence/core';
import { Command } from 'commander';

const EXAMPLES = `
Examples:
  devopsellence-agent join 203.0.113.7:7443 --token dvo_join_… --state-dir /var/lib/devopsellence-agent
  devopsellence-agent join cp.example.com:7443 --token dvo_join_… --state-dir ./state --name prod-1

The command with a token in it comes from: devopsellence node register`;

interface JoinCommandOptions {
  readonly token?: string;
  readonly tokenStdin?: boolean;
  readonly stateDir: string;
  readonly name?: string;
}

async function tokenOf({ token, tokenStdin = false }: JoinCommandOptions): Promise<string> {
  if (tokenStdin !== (token === undefined)) {
    throw new AppError('usage', { message: 'exactly one of --token and --token-stdin is needed' });
  }
  return token ?? (await text(process.stdin));
}

/** `devopsellence-agent join`. */
export function joinCommand(): Command {
  return new Command('join')
    .description('make this machine a node of a control plane')
    .argument('<HOST:PORT>', 'operator listener of the control plane')
    .option('--token <TOKEN>', 'join token; it can be used once')
    .option('--token-stdin', 'read the join token from standard input: others on this machine cannot see it there')
    .requiredOption('--state-dir <DIR>', 'where this node keeps its identity and state')
    .option('--name <NAME>', 'proposed name, used only when the token names no node (default: the host name)')
    .addHelpText('after', EXAMPLES)
    .action(async (address: string, options: JoinCommandOptions) => {
      const { join } = await import('../join.js');
      const { stateDir, name = hostname() } = options;
      const token = await tokenOf(options);
      const identity = await join({ address, token, stateDir, name });
      process.stdout.write(
        `joined as node ${identity.nodeName} (${identity.nodeId})\n` +
          `  control plane  ${identity.gatewayAddresses.join(', ')}\n` +
          `  state          ${stateDir}\n` +
          `Next: devopsellence-agent run --state-dir ${stateDir}\n`,
      );
    });
}
