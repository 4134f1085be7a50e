import { resolve } from 'node:path';
import { toAppError } from '@devopsellence/core';
import { createLogger, type LogLevel, LogRing, shutdownSignal, systemClock, VERSION } from '@devopsellence/runtime';
import { logVerbosity, setLogVerbosity } from '@grpc/grpc-js';
import { Command, CommanderError } from 'commander';
import { DEFAULT_KEEP, DEFAULT_SCHEDULE } from './backup/backup-options.js';
import { restoreOffline } from './backup/restore-offline.js';
import { ControlPlane } from './control-plane.js';
import type { ControlPlaneAddresses } from './control-plane-run.js';
import { createDeployPart } from './deploy/deploy-part.js';
import { masterKeySource, parseServerConfig, type ServeOptions } from './server-config.js';
import { UNIT } from './unit.js';

const EXIT_FAILED = 1;
const EXIT_USAGE = 2;

const EXAMPLES = `
Examples:
  # try it on this machine
  $ devopsellence-control-plane serve --data-dir ./control-plane

  # reachable by nodes and people
  $ devopsellence-control-plane serve --data-dir /var/lib/devopsellence \\
      --operator-listen 0.0.0.0:7443 --agent-listen 0.0.0.0:7444 --advertise cp.example.com

Environment:
  DEVOPSELLENCE_MASTER_KEY  32 bytes in base64 that seal all secrets; without it DATA_DIR/master.key is used
  DEVOPSELLENCE_MASTER_KEY_PREVIOUS
                            the one that it replaces: what was sealed with that is sealed anew
  DEVOPSELLENCE_LOG_LEVEL   debug, info, warn or error (info)

The first start writes DATA_DIR/owner-token: log in with devopsellence login HOST:PORT --token-file DATA_DIR/owner-token.`;

async function serve(options: ServeOptions): Promise<void> {
  // Whatever is created in the data directory is for its owner only.
  process.umask(0o077);
  // gRPC would write plain text between the log lines; what it says reaches us as errors anyway.
  setLogVerbosity(logVerbosity.NONE);
  const stop = shutdownSignal();
  const log = new LogRing();
  const logger = createLogger('control-plane', logLevel(process.env.DEVOPSELLENCE_LOG_LEVEL), log);
  const config = parseServerConfig(options, process.env);
  const controlPlane = new ControlPlane({ config, clock: systemClock, logger, log, createDeployPart });
  const addresses = await controlPlane.start();
  process.stdout.write(`${JSON.stringify(readyLine(addresses))}\n`);
  logger.info({ ...addresses, version: VERSION }, 'serving');
  await aborted(AbortSignal.any([stop, controlPlane.broken]));
  logger.info({}, 'stopping');
  await controlPlane.stop();
  if (controlPlane.broken.aborted) throw controlPlane.broken.reason;
}

interface RestoreCommandOptions {
  readonly dataDir: string;
  readonly yes: boolean;
  readonly keepKeys: boolean;
}

async function restore(backup: string, { dataDir, yes, keepKeys }: RestoreCommandOptions): Promise<void> {
  process.umask(0o077);
  const dataDirectory = resolve(dataDir);
  const keys = masterKeySource(process.env);
  const brought = await restoreOffline({ backup, dataDirectory, ...keys, yes, keepKeys, clock: systemClock });
  const { tokens, nodes, joinTokensRefused } = brought;
  const line = {
    event: 'restored',
    backup,
    tokens: tokens.map(({ id, name, role }) => ({ id, name, role })),
    nodes: nodes.map(({ id, name }) => ({ id, name })),
    join_tokens_refused: joinTokensRefused,
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
  process.stderr.write('Whatever of these was revoked or removed since the backup counts again: do that again now.\n');
}

function readyLine({ ownerTokenFile, ...addresses }: ControlPlaneAddresses) {
  return { event: 'ready', ...addresses, owner_token_file: ownerTokenFile, version: VERSION };
}

function logLevel(text: string | undefined): LogLevel {
  return text === 'debug' || text === 'warn' || text === 'error' ? text : 'info';
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

function createProgram(): Command {
  const program = new Command('devopsellence-control-plane')
    .description('Keeps the desired state of a fleet of nodes and is the only thing that people and agents talk to.')
    .exitOverride()
    .addHelpText('after', EXAMPLES);
  program
    .command('serve')
    .description('run the control plane until SIGTERM')
    .requiredOption('--data-dir <dir>', 'folder for database, keys and owner token; created if need be')
    .option('--operator-listen <host:port>', 'where the CLI and CI connect', '127.0.0.1:7443')
    .option('--agent-listen <host:port>', 'where agents connect', '127.0.0.1:7444')
    .option(
      '--advertise <host,...>',
      'names or addresses under which this machine is reached (default: the listen hosts)',
    )
    .option(
      '--metrics-listen <host:port>',
      'where /healthz, /readyz and /metrics are, over plain HTTP',
      '127.0.0.1:7480',
    )
    .option('--backup-dir <dir>', 'where backups are kept (default: DATA_DIR/backups)')
    .option('--backup-schedule <cron>', 'when backups are made, in five cron fields, or off', DEFAULT_SCHEDULE)
    .option('--backup-time-zone <zone>', "of the schedule, for example Europe/Berlin (default: this machine's)")
    .option('--backup-keep <n>', 'how many of those made by the schedule are kept', DEFAULT_KEEP)
    .addHelpText('after', EXAMPLES)
    .action(serve);
  program
    .command('restore <backup>')
    .description('put a backup in the place of the database, while no control plane runs')
    .requiredOption(
      '--data-dir <dir>',
      'folder for database and keys; master.key has to be in it, or in the environment',
    )
    .option('--yes', 'replace the database that is there', false)
    .option('--keep-keys', 'keep key files that are there and differ: they were rotated since the backup', false)
    .action(restore);
  program
    .command('unit')
    .description('print the systemd unit that keeps the control plane running')
    .action(() => {
      process.stdout.write(UNIT);
    });
  program
    .command('version')
    .description('print the version')
    .action(() => {
      process.stdout.write(`${VERSION}\n`);
    });
  return program;
}

/** The exit code of a failed run, after saying on stderr what failed. */
function report(thrown: unknown): number {
  // Commander has printed its message already; asking for help is no failure.
  if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? 0 : EXIT_USAGE;
  const { message, reason, nextActions, kind } = toAppError(thrown);
  const lines = [
    `error: ${message}`,
    ...(reason === null ? [] : [reason]),
    ...nextActions.map((next) => `try: ${next}`),
  ];
  process.stderr.write(`${lines.join('\n  ')}\n`);
  return kind === 'invalid' ? EXIT_USAGE : EXIT_FAILED;
}

async function main(): Promise<number> {
  try {
    await createProgram().parseAsync();
    return 0;
  } catch (error) {
    return report(error);
  }
}

void main().then((exitCode) => process.exit(exitCode));
