import { type ClockReading, type Finding, toAppError, worstFirst } from '@devopsellence/core';
import { VERSION } from '@devopsellence/runtime';
import type { Identity } from '../client/access-client.js';
import type { ControlPlaneClient } from '../client/control-plane-client.js';
import type { DiagnosedControlPlane, DiagnosedNode } from '../client/diagnosis-client.js';
import type { EnvironmentName } from '../client/names.js';
import type { EnvironmentStatus, FleetNode, FleetStatus } from '../client/status.js';
import type { CommandContext } from '../command.js';
import { chooseEnvironment } from '../environment.js';
import { formatEnvironment } from '../environment-name.js';
import { diagnoseConnection, diagnoseLocal, type LocalFacts } from './diagnose-local.js';
import { examineNodes } from './examine-nodes.js';
import { readLocal } from './read-local.js';

export interface ExaminationOptions {
  /** All nodes, also where a config names an environment. */
  readonly wholeFleet: boolean;
  /** Log lines of the control plane to bring along. */
  readonly logLines: number;
  /** Also the control plane's figures. */
  readonly metrics: boolean;
}

/** All that a look around has brought. What could not be looked at is null, and a finding says why. */
export interface Examination {
  readonly local: LocalFacts;
  readonly identity: Identity | null;
  readonly controlPlane: DiagnosedControlPlane | null;
  readonly environment: EnvironmentName | null;
  readonly status: EnvironmentStatus | null;
  readonly fleet: FleetStatus | null;
  readonly nodes: readonly DiagnosedNode[];
  /** The worst first. */
  readonly findings: readonly Finding[];
}

/** Looks at this machine, the control plane and the nodes. `connect` may fail: that is a finding too. */
export async function examine(
  context: CommandContext,
  connect: () => Promise<ControlPlaneClient>,
  options: ExaminationOptions,
): Promise<Examination> {
  const local = await readLocal(context);
  const remote = await examineRemote(context, connect, options);
  const findings = worstFirst([...diagnoseLocal(local), ...remote.findings]);
  return { local, ...remote, findings };
}

type Remote = Omit<Examination, 'local'>;

const NOTHING: Omit<Remote, 'findings'> = {
  identity: null,
  controlPlane: null,
  environment: null,
  status: null,
  fleet: null,
  nodes: [],
};

async function examineRemote(
  context: CommandContext,
  connect: () => Promise<ControlPlaneClient>,
  options: ExaminationOptions,
): Promise<Remote> {
  try {
    const client = await connect();
    try {
      return await examineWith(client, context, options);
    } finally {
      client.close();
    }
  } catch (thrown) {
    if (context.io.signal.aborted) throw thrown;
    const { code, message, reason, nextActions } = toAppError(thrown);
    const text = reason === null ? message : `${message}: ${reason}`;
    return { ...NOTHING, findings: [{ severity: 'error', code, message: text, nextActions }] };
  }
}

async function examineWith(
  client: ControlPlaneClient,
  context: CommandContext,
  { wholeFleet, logLines, metrics }: ExaminationOptions,
): Promise<Remote> {
  const { clock } = context.outside;
  const asked = clock.monotonicMs();
  const identity = await client.whoAmI();
  const roundTripMs = clock.monotonicMs() - asked;
  const mayAsk = identity.role === 'owner';
  const fleet = await client.fleetStatus({ label: null, environment: null, node: null, state: null });
  const environment = wholeFleet ? null : await environmentHere(context, client);
  const [controlPlane, { status, findings }, nodes] = await Promise.all([
    mayAsk ? client.diagnoseControlPlane({ logLines, metrics }) : null,
    examineEnvironment(client, environment),
    examineNodes(client, {
      nodes: nodesOf(fleet, environment),
      controlPlaneVersion: identity.controlPlaneVersion,
      mayAsk,
      now: clock.now(),
    }),
  ]);
  return {
    ...{ identity, controlPlane, environment, status, fleet, nodes },
    findings: [
      ...diagnoseConnection({
        cliVersion: VERSION,
        controlPlaneVersion: identity.controlPlaneVersion,
        clock: clockReading(identity, clock.now(), roundTripMs),
      }),
      ...(controlPlane?.findings ?? []),
      ...findings,
      ...nodes.flatMap((node) => node.findings),
      ...(mayAsk ? [] : [limited(identity)]),
    ],
  };
}

/** The control plane said the time about half-way between question and answer. */
function clockReading({ at }: Identity, now: number, roundTripMs: number): ClockReading | null {
  return at === null ? null : { aheadMs: Math.round(now - roundTripMs / 2 - at), roundTripMs };
}

/** Null where nothing here says which: then it is the fleet that is looked at. */
async function environmentHere(context: CommandContext, client: ControlPlaneClient): Promise<EnvironmentName | null> {
  return chooseEnvironment(context, client).catch(() => null);
}

function nodesOf({ nodes }: FleetStatus, environment: EnvironmentName | null): readonly FleetNode[] {
  if (environment === null) return nodes;
  const wanted = formatEnvironment(environment);
  return nodes.filter(({ node }) => node.environments.some((each) => formatEnvironment(each) === wanted));
}

async function examineEnvironment(
  client: ControlPlaneClient,
  environment: EnvironmentName | null,
): Promise<{ readonly status: EnvironmentStatus | null; readonly findings: readonly Finding[] }> {
  if (environment === null) return { status: null, findings: [] };
  try {
    const status = await client.status(environment);
    return { status, findings: environmentFindings(status) };
  } catch (thrown) {
    const { code, message, nextActions } = toAppError(thrown);
    const severity = code === 'not_found' ? 'info' : 'error';
    return { status: null, findings: [{ severity, code, message, nextActions }] };
  }
}

function environmentFindings({
  environment,
  nodes,
  pendingChanges,
  deployment,
}: EnvironmentStatus): readonly Finding[] {
  const name = formatEnvironment(environment);
  const findings: Finding[] = [];
  if (nodes.length === 0) {
    const message = `environment ${name} has no nodes`;
    findings.push({
      severity: 'warning',
      code: 'no_nodes_attached',
      message,
      nextActions: ['devopsellence node attach NAME'],
    });
  }
  if (deployment !== null && (deployment.state === 'failed' || deployment.state === 'rolled_back')) {
    findings.push({
      severity: 'warning',
      code: 'deployment_failed',
      message: `the last deployment of ${name} has ${deployment.state === 'failed' ? 'failed' : 'been rolled back'}: ${deployment.reason}`,
      nextActions: ['devopsellence status', 'devopsellence deploy'],
    });
  }
  if (pendingChanges.length > 0) {
    findings.push({
      severity: 'info',
      code: 'pending_changes',
      message: `environment ${name} has changes that are not published: ${pendingChanges.join('; ')}`,
      nextActions: ['devopsellence apply --dry-run', 'devopsellence apply'],
    });
  }
  return findings;
}

function limited({ tokenName, role }: Identity): Finding {
  return {
    severity: 'info',
    code: 'not_all_seen',
    message: `the token ${tokenName} is a ${role} token: the control plane and the machines themselves were not asked`,
    nextActions: ['use an owner token to see disks, clocks, engines and certificates'],
  };
}
