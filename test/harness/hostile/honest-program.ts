// Usage: honest-program.js ASSIGNMENT.json. An operator who asks all the time, and a node with its agent, in a process of
// their own: what slows a test down is no fault of who serves them. Tells on stdout whenever more calls were answered,
// and on SIGTERM how all of them went.
import { readFileSync } from 'node:fs';
import { LogRing, systemClock } from '@devopsellence/runtime';
import { eventually } from '../eventually.js';
import { CapturedLog } from '../in-process-log.js';
import { InProcessNode } from '../in-process-node.js';
import { HonestClients, type HonestOptions } from './honest-clients.js';

export interface HonestAssignment extends HonestOptions {
  /** The node has joined. */
  readonly node: { readonly name: string; readonly stateDir: string };
}

const TOLD_EVERY_MS = 100;

const assignment = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as HonestAssignment;
const log = new CapturedLog();
const ring = new LogRing();
const node = new InProcessNode({
  ...assignment.node,
  clock: systemClock,
  logger: log.logger('agent', ring),
  log: ring,
});
await node.start();
await eventually(() => sessions() > 0, { describe: 'the agent to connect' });
const clients = new HonestClients(assignment);
const telling = setInterval(() => tell({ event: 'served', served: clients.served }), TOLD_EVERY_MS);

process.once('SIGTERM', () => {
  clearInterval(telling);
  void stop();
});

/** The node last: the operator wants to see it online. */
async function stop(): Promise<void> {
  await clients.stop();
  await node.stop();
  tell({ event: 'ended', served: clients.served, failures: clients.failures, sessions: sessions() });
}

function sessions(): number {
  return log.lines.filter((line) => line.includes('connected to the control plane')).length;
}

function tell(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
