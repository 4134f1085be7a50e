import { toAppError } from '@devopsellence/core';
import { VERSION } from '@devopsellence/runtime';
import { Command, CommanderError } from 'commander';
import { exitCodeOf, failureText } from './commands/command-error.js';
import { joinCommand } from './commands/join-command.js';
import { runCommand } from './commands/run-command.js';
import { unitCommand } from './commands/unit-command.js';

const EXIT_USAGE = 2;

/** How long what is still open may keep the process when its work has ended. */
const LINGER_MS = 1_000;

const EXAMPLES = `
Examples:
  devopsellence-agent join 203.0.113.7:7443 --token dvo_join_… --state-dir /var/lib/devopsellence-agent
  devopsellence-agent run --state-dir /var/lib/devopsellence-agent`;

function program(): Command {
  const root = new Command('devopsellence-agent')
    .description('The devopsellence agent: runs on every node and keeps its containers as the control plane desires.')
    .version(VERSION)
    .addHelpText('after', EXAMPLES);
  const version = new Command('version').description('print the version').action(() => {
    process.stdout.write(`${VERSION}\n`);
  });
  for (const command of [joinCommand(), runCommand(), unitCommand(), version]) root.addCommand(command);
  for (const command of [root, ...root.commands]) command.exitOverride().showHelpAfterError();
  return root;
}

async function main(): Promise<number> {
  try {
    await program().parseAsync();
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT_USAGE;
    process.stderr.write(failureText(toAppError(error)));
    return exitCodeOf(error);
  }
}

void main().then((exitCode) => {
  process.exitCode = exitCode;
  // An engine that hangs may hold connections open that its client cannot let go of.
  setTimeout(() => process.exit(), LINGER_MS).unref();
});
