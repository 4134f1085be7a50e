import { diagnoseNode, type Finding, toAppError } from '@devopsellence/core';
import type { ControlPlaneClient } from '../client/control-plane-client.js';
import type { DiagnosedNode } from '../client/diagnosis-client.js';
import type { FleetNode } from '../client/status.js';
import { concurrently } from '../concurrently.js';

/** How many nodes are asked at a time: one that hangs holds up a place, not the others. */
const AT_A_TIME = 16;

export interface NodesQuestion {
  readonly nodes: readonly FleetNode[];
  readonly controlPlaneVersion: string;
  /** Whether the token may ask machines. */
  readonly mayAsk: boolean;
  readonly now: number;
}

/** How the nodes are: from their agents where these can be asked, else as far as the control plane knows. Never fails. */
export function examineNodes(
  client: ControlPlaneClient,
  { nodes, ...question }: NodesQuestion,
): Promise<readonly DiagnosedNode[]> {
  return concurrently(nodes, AT_A_TIME, (node) => examineNode(client, node, question));
}

async function examineNode(
  client: ControlPlaneClient,
  fleetNode: FleetNode,
  { mayAsk, ...known }: Omit<NodesQuestion, 'nodes'>,
): Promise<DiagnosedNode> {
  const { joined, connection, id, name } = fleetNode.node;
  if (!mayAsk || !joined || connection === 'offline') return asKnown(fleetNode, known);
  try {
    return await client.diagnoseNode({ node: id, sizes: false, logLines: 0 });
  } catch (thrown) {
    const { message, nextActions } = toAppError(thrown);
    const finding: Finding = {
      severity: 'error',
      code: 'node_not_answering',
      message: `node ${name} could not be asked: ${message}`,
      nextActions: nextActions.length > 0 ? nextActions : [`devopsellence node diagnose ${name}`],
    };
    const seen = asKnown(fleetNode, known);
    return { ...seen, failure: message, findings: [finding, ...seen.findings] };
  }
}

/** The rules are the same, with less known. */
function asKnown(
  fleetNode: FleetNode,
  { controlPlaneVersion, now }: { readonly controlPlaneVersion: string; readonly now: number },
): DiagnosedNode {
  const { node, revision, observedRevision, engineError, services } = fleetNode;
  const findings = diagnoseNode({
    name: node.name,
    at: now,
    joined: node.joined,
    connection: node.connection,
    lastSeenAt: node.lastSeenAt,
    agentVersion: node.agentVersion,
    controlPlaneVersion,
    revision,
    observedRevision,
    engineError,
    services: services.flatMap(({ environment, service: { state, ...service } }) =>
      state === 'unknown' ? [] : [{ environment, status: { ...service, state } }],
    ),
    diagnosis: null,
    clock: null,
  });
  return { ...fleetNode, diagnosis: null, clock: null, failure: null, findings };
}
