import type { ClockReading, ControlPlaneFacts, Finding, NodeDiagnosis } from '@devopsellence/core';
import { OPERATOR, serverStream } from '@devopsellence/protocol';
import type { Channel } from './channel.js';
import type { LogEntry } from './control-plane-client.js';
import { decodeDiagnosed, decodeDiagnosedControlPlane } from './decode-diagnosis.js';
import type { FleetNode } from './status.js';
import { decodeLogEntry, messagesOf } from './streams.js';

export interface NodeLogsRequest {
  /** Name or id. */
  readonly node: string;
  readonly lines: number;
  readonly follow: boolean;
}

export interface DiagnoseNodeRequest {
  /** Name or id. */
  readonly node: string;
  /** Also what images and volumes take. */
  readonly sizes: boolean;
  readonly logLines: number;
}

/** How one node is. */
export interface DiagnosedNode extends FleetNode {
  /** Null: the agent could not be asked; `failure` says why. */
  readonly diagnosis: NodeDiagnosis | null;
  readonly clock: ClockReading | null;
  readonly failure: string | null;
  /** The worst first. */
  readonly findings: readonly Finding[];
}

export interface DiagnoseControlPlaneRequest {
  readonly logLines: number;
  /** Also its metrics page. */
  readonly metrics: boolean;
}

/** How the control plane is. */
export interface DiagnosedControlPlane {
  readonly facts: ControlPlaneFacts;
  /** The worst first. */
  readonly findings: readonly Finding[];
  readonly log: readonly string[];
  /** In Prometheus' text format; empty unless asked for. */
  readonly metrics: string;
}

/** The calls about how machines are. Every one throws an AppError when it fails. */
export interface DiagnosisClient {
  diagnoseControlPlane(request: DiagnoseControlPlaneRequest): Promise<DiagnosedControlPlane>;
  /** Answered within 20 seconds, also for a node that hangs. */
  diagnoseNode(request: DiagnoseNodeRequest): Promise<DiagnosedNode>;
  /** What the agent of a node logs. */
  nodeLogs(request: NodeLogsRequest): AsyncIterable<LogEntry>;
}

/** These calls over gRPC. */
export class GrpcDiagnosisClient implements DiagnosisClient {
  readonly #channel: Channel;

  constructor(channel: Channel) {
    this.#channel = channel;
  }

  async diagnoseControlPlane(request: DiagnoseControlPlaneRequest): Promise<DiagnosedControlPlane> {
    return decodeDiagnosedControlPlane(await this.#channel.call(OPERATOR.DiagnoseControlPlane, request));
  }

  async diagnoseNode(request: DiagnoseNodeRequest): Promise<DiagnosedNode> {
    return decodeDiagnosed(await this.#channel.call(OPERATOR.DiagnoseNode, request));
  }

  async *nodeLogs({ node, lines, follow }: NodeLogsRequest): AsyncGenerator<LogEntry> {
    const { client, context, explain } = this.#channel;
    const stream = serverStream(client, OPERATOR.NodeLogs, { node, lines, follow }, context);
    for await (const message of messagesOf(stream, explain)) {
      const entry = decodeLogEntry(message);
      if (entry !== null) yield entry;
    }
  }
}
