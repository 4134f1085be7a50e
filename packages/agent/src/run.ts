import { AppError } from '@devopsellence/core';
import {
  createLogger,
  type ListenAddress,
  type LogLevel,
  LogRing,
  parseListenAddress,
  shutdownSignal,
  systemClock,
  VERSION,
} from '@devopsellence/runtime';
import { type AgentReady, runAgent } from './agent.js';
import { dockerEngine } from './engine/docker/docker-engine.js';
import { lockDirectory } from './state/directory-lock.js';
import { type NodeCredentials, readCredentials } from './state/identity.js';

/** Runs the agent of a state directory until the process is asked to end. */
export async function run(options: {
  readonly stateDir: string;
  readonly dockerHost: string;
  readonly metricsListen: string;
  readonly logLevel: LogLevel;
}): Promise<void> {
  const { stateDir, dockerHost } = options;
  requireSocket(dockerHost);
  const metricsListen = parseMetricsListen(options.metricsListen);
  const credentials = await requireCredentials(stateDir);
  await lockDirectory(stateDir);
  const { nodeId, nodeName } = credentials.identity;
  const log = new LogRing();
  const logger = createLogger('agent', options.logLevel, log).child({ node: nodeName });
  const signal = shutdownSignal();
  const onReady = (ready: AgentReady) => {
    const self = { node_id: nodeId, node: nodeName, version: VERSION, pid: process.pid };
    const line = { event: 'ready', ...self, ...ready };
    process.stdout.write(`${JSON.stringify(line)}\n`);
  };
  const engine = dockerEngine({ dockerHost, nodeId });
  logger.info({ version: VERSION, stateDir, dockerHost }, 'agent starts');
  const outside = { engine, metricsListen, onReady, clock: systemClock, random: Math.random, logger, log };
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

/** Null: nowhere. */
function parseMetricsListen(text: string): ListenAddress | null {
  return text === 'off' ? null : parseListenAddress('--metrics-listen', text, '127.0.0.1:7481, or off');
}

function requireSocket(dockerHost: string): void {
  if (/^unix:\/\/\/./.test(dockerHost)) return;
  throw new AppError('invalid_argument', {
    message: `${dockerHost} is not a Docker Engine of this machine`,
    reason: 'expected a local socket, for example unix:///var/run/docker.sock',
  });
}
