// Usage: agents-program.js ASSIGNMENT.json. One line of JSON on stdout whenever all agents are online again, and whenever
// each of them has got one document more.
import { readFileSync } from 'node:fs';
import { systemClock } from '@devopsellence/runtime';
import { type Assignment, type SimulatedIdentity, sharedNow } from './identity.js';
import { type AgentEvents, SimulatedAgent } from './simulated-agent.js';
import { watch } from './watcher.js';

/** An agent whose round is not full does not wait for longer: others may be away. */
const LONGEST_WAIT_MS = 2_000;

const { kind, address, identities } = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Assignment;
const rounds: Round[] = [];
let online = 0;
let timesOnline = 0;

/** One document for each agent. */
interface Round {
  readonly at: number[];
  /** Every agent has its document. */
  readonly full: () => void;
  readonly isFull: Promise<void>;
}

function eventsOfOne(): AgentEvents {
  let documents = 0;
  return {
    onOnline: (isOnline) => {
      online += isOnline ? 1 : -1;
      if (!isOnline || online < identities.length) return;
      timesOnline += 1;
      tell({ event: 'all_online', times: timesOnline, at: sharedNow() });
    },
    onDocument: (bytes) => {
      const round = documents;
      documents += 1;
      rounds[round] ??= newRound();
      const { at, full, isFull } = rounds[round];
      at.push(sharedNow());
      if (at.length === identities.length) {
        tell({ event: 'received', round: round + 1, bytes, at });
        full();
      }
      // On machines of their own none would keep another from getting its document by reading its own.
      return Promise.race([isFull, systemClock.sleep(LONGEST_WAIT_MS, new AbortController().signal)]);
    },
  };
}

function newRound(): Round {
  let full = () => undefined;
  const isFull = new Promise<void>((resolve) => {
    full = () => void resolve();
  });
  return { at: [], full: () => full(), isFull };
}

function tell(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

function run(identity: SimulatedIdentity): Promise<void> {
  const { signal } = new AbortController();
  const events = eventsOfOne();
  if (kind === 'watch') return watch({ address, identity }, events, signal);
  return new SimulatedAgent(address, identity, events).run(signal);
}

await Promise.all(identities.map(run));
