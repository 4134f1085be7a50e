import { AppError } from '@devopsellence/core';
import { createLogger, type LogLevel, LogRing, shutdownSignal, systemClock, VERSION } from '@devopsellence/runtime';
import { runAgent } from './agent.js';
import { dockerEngine } from './engine/docker/docker-engine.js';
import { lockDirectory } from './state/directory-lock.js';
import { type NodeCredentials, readCredentials } from './state/identity.js';

/** Runs the agent of a state directory until the process is asked to end. */
export async function run(options: {
  readonly stateDir: string;
  readonly dockerHost: string;
  readonly logLevel: LogLevel;
}): Promise<void> {
  const { stateDir, dockerHost } = options;
  requireSocket(dockerHost);
  const credentials = await requireCredentials(stateDir);
  await lockDirectory(stateDir);
  const { nodeId, nodeName } = credentials.identity;
  const log = new LogRing();
  const logger = createLogger('agent', options.logLevel, log).child({ node: nodeName });
  const signal = shutdownSignal();
  const onReady = (revision: number) => {
    const line = { event: 'ready', node_id: nodeId, node: nodeName, revision, version: VERSION, pid: process.pid };
    process.stdout.write(`${JSON.stringify(line)}\n`);
  };
  const engine = dockerEngine({ dockerHost, nodeId });
  logger.info({ version: VERSION, stateDir, dockerHost }, 'agent starts');
  const outside = { engine, onReady, clock: systemClock, random: Math.random, logger, log };
  await runAgent({ stateDir, credentials, ...outside }, signal);
  logger.info({}, 'agent ended');
}

async function requireCredentials(stateDir: string): Promise<NodeCredentials> {
  const credentials = await readCredentials(stateDir);
  if (credentials !== null) return credentials;
  throw new AppError('not_joined', {
    message: `${stateDir} is not the state directory of a node that has joined`,
    nextActions: [`devopsellence-agent join HOST:PORT --token TOKEN --state-dir ${stateDir}`],
  });
}

function requireSocket(dockerHost: string): void {
  if (/^unix:\/\/\/./.test(dockerHost)) return;
  throw new AppError('invalid_argument', {
    message: `${dockerHost} is not a Docker Engine of this machine`,
    reason: 'expected a local socket, for example unix:///var/run/docker.sock',
  });
}
