import { type Instant, toIso } from '../model/instant.js';
import type { Connection } from '../model/status.js';
import { spanText } from './amounts.js';
import { diagnoseMachine } from './diagnose-machine.js';
import { type DiagnosedService, diagnoseServices } from './diagnose-services.js';
import { type Finding, worstFirst } from './finding.js';
import type { NodeDiagnosis } from './node-diagnosis.js';

const SECOND_MS = 1_000;
const SKEW_WARNING_MS = 5 * SECOND_MS;
/** Certificates and join tokens begin to fail well before an hour; people are misled long before that. */
const SKEW_ERROR_MS = 60 * SECOND_MS;

/** The clock of a node as seen from the control plane. */
export interface ClockReading {
  /** How far the node's clock is ahead; negative: behind. */
  readonly aheadMs: number;
  /** How long question and answer took: the reading is right to half of it. */
  readonly roundTripMs: number;
}

/** All that is known of one node at one moment. */
export interface NodeCase {
  readonly name: string;
  readonly at: Instant;
  readonly joined: boolean;
  readonly connection: Connection;
  readonly lastSeenAt: Instant | null;
  readonly agentVersion: string;
  readonly controlPlaneVersion: string;
  /** Of the desired state that was published to it. */
  readonly revision: number;
  /** The one its agent has accepted, as reported. */
  readonly observedRevision: number;
  /** As reported; empty while the engine answers. */
  readonly engineError: string;
  readonly services: readonly DiagnosedService[];
  /** Null: the agent was not or could not be asked. */
  readonly diagnosis: NodeDiagnosis | null;
  readonly clock: ClockReading | null;
}

/** What is wrong with a node, the worst first, each finding with what to do next. */
export function diagnoseNode(node: NodeCase): readonly Finding[] {
  if (!node.joined) return [notJoined(node)];
  if (node.connection === 'offline') return [offline(node)];
  return worstFirst([
    ...connection(node),
    ...engine(node),
    ...(node.engineError === '' ? diagnoseServices(node.name, node.services, node.at) : []),
    ...revision(node),
    ...version(node),
    ...clock(node),
    ...(node.diagnosis === null
      ? []
      : diagnoseMachine(
          { node: node.name, at: node.at, nodeNow: node.at + (node.clock?.aheadMs ?? 0) },
          node.diagnosis,
        )),
  ]);
}

function notJoined({ name }: NodeCase): Finding {
  return {
    severity: 'info',
    code: 'node_not_joined',
    message: `node ${name || '(no name yet)'} has not joined`,
    nextActions: [`devopsellence node register${name === '' ? '' : ` --name ${name}`}`],
  };
}

function offline({ name, lastSeenAt }: NodeCase): Finding {
  const since = lastSeenAt === null ? '' : ` since ${toIso(lastSeenAt)}`;
  return {
    severity: 'error',
    code: 'node_offline',
    message: `node ${name} is offline${since}: nobody can tell how it is`,
    nextActions: [
      `on ${name}: systemctl status devopsellence-agent`,
      `on ${name}: journalctl -u devopsellence-agent -n 100`,
    ],
  };
}

function connection({ name, connection: state }: NodeCase): readonly Finding[] {
  if (state === 'online') return [];
  const message = `node ${name} was not heard of for a while`;
  return [{ severity: 'warning', code: 'node_stale', message, nextActions: ['devopsellence node list'] }];
}

function engine({ name, engineError, diagnosis }: NodeCase): readonly Finding[] {
  const unread = diagnosis?.unread.find(({ part }) => part === 'engine')?.reason ?? '';
  const reason = engineError || unread;
  if (reason !== '') {
    return [
      {
        severity: 'error',
        code: 'engine_unavailable',
        message: `the Docker Engine of node ${name} does not answer: ${reason}`,
        nextActions: [
          `on ${name}: systemctl status docker`,
          `on ${name}: systemctl restart docker`,
          `on ${name}: journalctl -u docker -n 100`,
        ],
      },
    ];
  }
  return (diagnosis?.engine?.warnings ?? []).map((warning) => ({
    severity: 'info',
    code: 'engine_warning',
    message: `the Docker Engine of node ${name} says: ${warning}`,
    nextActions: [`on ${name}: docker info`],
  }));
}

function revision({ name, revision: published, observedRevision }: NodeCase): readonly Finding[] {
  if (observedRevision >= published) return [];
  return [
    {
      severity: 'warning',
      code: 'revision_behind',
      message: `node ${name} has accepted revision ${observedRevision} of its desired state, not yet ${published}`,
      nextActions: [`devopsellence node logs ${name}`],
    },
  ];
}

function version({ name, agentVersion, controlPlaneVersion }: NodeCase): readonly Finding[] {
  if (agentVersion === '' || agentVersion === controlPlaneVersion) return [];
  return [
    {
      severity: 'warning',
      code: 'agent_version_differs',
      message: `the agent of node ${name} is version ${agentVersion}, the control plane ${controlPlaneVersion}`,
      nextActions: [`on ${name}: install the agent of version ${controlPlaneVersion} and start it again`],
    },
  ];
}

function clock({ name, clock: reading }: NodeCase): readonly Finding[] {
  if (reading === null) return [];
  const offMs = Math.abs(reading.aheadMs) - reading.roundTripMs / 2;
  if (offMs < SKEW_WARNING_MS) return [];
  const direction = reading.aheadMs > 0 ? 'ahead of' : 'behind';
  return [
    {
      severity: offMs < SKEW_ERROR_MS ? 'warning' : 'error',
      code: 'clock_skew',
      message: `the clock of node ${name} is ${spanText(Math.abs(reading.aheadMs))} ${direction} the control plane's`,
      nextActions: [`on ${name}: timedatectl set-ntp true`, `on ${name}: timedatectl timesync-status`],
    },
  ];
}
