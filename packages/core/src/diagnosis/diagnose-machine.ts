import { type Instant, toIso } from '../model/instant.js';
import { bytesText, shareText } from './amounts.js';
import { diagnoseDisk } from './diagnose-disk.js';
import type { Finding } from './finding.js';
import type { NodeDiagnosis } from './node-diagnosis.js';

const DAY_MS = 86_400_000;
/** Agents renew at 50 to 80 % of 30 days: with less left than this, renewing does not work. */
const CERTIFICATE_WARNING_MS = 5 * DAY_MS;
const CERTIFICATE_ERROR_MS = DAY_MS;
const RECENT_MS = 10 * 60_000;
const MANY_FAILURES = 3;
const LOW_MEMORY = 0.1;
const VERY_LOW_MEMORY = 0.03;
const HIGH_LOAD = 4;

/** The node whose machine it is, and the moment by the clocks of the control plane and of the node. */
export interface MachineContext {
  readonly node: string;
  readonly at: Instant;
  readonly nodeNow: Instant;
}

/** What is wrong with a machine and the agent on it. */
export function diagnoseMachine(context: MachineContext, diagnosis: NodeDiagnosis): readonly Finding[] {
  const { node: name } = context;
  const disk = [`on ${name}: docker system df`, `devopsellence volume list --node ${name}`];
  return [
    ...diagnosis.disks.flatMap((each) => diagnoseDisk(each, `on node ${name}`, disk)),
    ...memory(name, diagnosis),
    ...load(name, diagnosis),
    ...certificate(context, diagnosis),
    ...sessions(context, diagnosis),
    ...unread(name, diagnosis),
  ];
}

function memory(name: string, { machine: { memoryBytes, availableMemoryBytes } }: NodeDiagnosis): readonly Finding[] {
  if (memoryBytes === 0 || availableMemoryBytes >= memoryBytes * LOW_MEMORY) return [];
  const free = `${bytesText(availableMemoryBytes)} (${shareText(availableMemoryBytes, memoryBytes)})`;
  return [
    {
      severity: availableMemoryBytes < memoryBytes * VERY_LOW_MEMORY ? 'error' : 'warning',
      code: 'memory_low',
      message: `node ${name} has ${free} of its ${bytesText(memoryBytes)} of memory left`,
      nextActions: [`on ${name}: docker stats --no-stream`, 'set resources.memory on the services that may grow'],
    },
  ];
}

function load(name: string, { machine: { load: loads, cpus } }: NodeDiagnosis): readonly Finding[] {
  const [, five = 0] = loads;
  if (five < HIGH_LOAD * cpus) return [];
  return [
    {
      severity: 'warning',
      code: 'load_high',
      message: `node ${name} has had a load of ${five.toFixed(1)} on ${cpus} CPUs for five minutes`,
      nextActions: [`on ${name}: docker stats --no-stream`],
    },
  ];
}

function certificate(
  { node: name, at }: MachineContext,
  { agent: { certificateEndsAt } }: NodeDiagnosis,
): readonly Finding[] {
  const leftMs = certificateEndsAt - at;
  if (leftMs >= CERTIFICATE_WARNING_MS) return [];
  const when = leftMs < 0 ? 'has ended at' : 'ends at';
  return [
    {
      severity: leftMs < CERTIFICATE_ERROR_MS ? 'error' : 'warning',
      code: 'certificate_ends',
      message: `the certificate of node ${name} ${when} ${toIso(certificateEndsAt)} and was not renewed`,
      nextActions: [
        `devopsellence node logs ${name}`,
        `devopsellence node remove ${name}   # then register and join it anew`,
      ],
    },
  ];
}

function sessions({ node: name, nodeNow }: MachineContext, { agent }: NodeDiagnosis): readonly Finding[] {
  const recent = agent.lastFailures.filter(({ at }) => at > nodeNow - RECENT_MS);
  const newest = recent.at(-1);
  if (newest === undefined || recent.length < MANY_FAILURES) return [];
  return [
    {
      severity: 'warning',
      code: 'sessions_fail',
      message: `node ${name} lost the control plane ${recent.length} times within ten minutes, last at ${toIso(newest.at)}: ${newest.message}`,
      nextActions: [`devopsellence node logs ${name}`],
    },
  ];
}

function unread(name: string, { unread: parts }: NodeDiagnosis): readonly Finding[] {
  return parts
    .filter(({ part }) => part !== 'engine')
    .map(({ part, reason }) => ({
      severity: 'warning',
      code: 'part_not_read',
      message: `${part} of node ${name} could not be read: ${reason}`,
      nextActions: [`devopsellence node logs ${name}`],
    }));
}
