import type { LogLevel } from '@devopsellence/runtime';
import { Command, Option } from 'commander';

const EXAMPLES = `
Examples:
  devopsellence-agent run --state-dir /var/lib/devopsellence-agent
  devopsellence-agent run --state-dir ./state --docker-host unix:///run/user/1000/docker.sock --log-level debug

It prints one line of JSON when it has begun to work, and logs to stderr. SIGTERM ends it; containers run on. The pages
are plain HTTP, for this machine itself; that the address is taken is logged, and keeps the agent from nothing.`;

interface RunOptions {
  readonly stateDir: string;
  readonly dockerHost: string;
  readonly metricsListen: string;
  readonly logLevel: LogLevel;
}

/** `devopsellence-agent run`. */
export function runCommand(): Command {
  const levels = new Option('--log-level <LEVEL>', 'least important messages to log');
  const dockerHost = new Option('--docker-host <SOCKET>', 'the Docker Engine, as unix:///path/of/the/socket');
  const metrics = new Option('--metrics-listen <HOST:PORT>', 'where /healthz, /readyz and /metrics are, or off');
  return new Command('run')
    .description('work as the node that has joined')
    .requiredOption('--state-dir <DIR>', 'as given to join')
    .addOption(dockerHost.env('DOCKER_HOST').default('unix:///var/run/docker.sock'))
    .addOption(metrics.default('127.0.0.1:7481'))
    .addOption(levels.choices(['debug', 'info', 'warn', 'error']).default('info'))
    .addHelpText('after', EXAMPLES)
    .action(async (options: RunOptions) => {
      const { run } = await import('../run.js');
      await run(options);
    });
}
