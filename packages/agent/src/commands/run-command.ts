import type { LogLevel } from '@devopsellence/runtime';
import { Command, Option } from 'commander';

const EXAMPLES = `
Examples:
  devopsellence-agent run --state-dir /var/lib/devopsellence-agent
  devopsellence-agent run --state-dir ./state --docker-host unix:///run/user/1000/docker.sock --log-level debug

It prints one line of JSON when it has begun to work, and logs to stderr. SIGTERM ends it; containers run on.`;

interface RunOptions {
  readonly stateDir: string;
  readonly dockerHost: string;
  readonly logLevel: LogLevel;
}

/** `devopsellence-agent run`. */
export function runCommand(): Command {
  const levels = new Option('--log-level <LEVEL>', 'least important messages to log');
  const dockerHost = new Option('--docker-host <SOCKET>', 'the Docker Engine, as unix:///path/of/the/socket');
  return new Command('run')
    .description('work as the node that has joined')
    .requiredOption('--state-dir <DIR>', 'as given to join')
    .addOption(dockerHost.env('DOCKER_HOST').default('unix:///var/run/docker.sock'))
    .addOption(levels.choices(['debug', 'info', 'warn', 'error']).default('info'))
    .addHelpText('after', EXAMPLES)
    .action(async (options: RunOptions) => {
      const { run } = await import('../run.js');
      await run(options);
    });
}
