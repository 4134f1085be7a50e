import { decodeReport, type wire } from '@devopsellence/protocol';
import type { ServerDuplexStream } from '@grpc/grpc-js';
import { requireWellFormed } from '../server/malformed.js';
import type { LiveFleet } from './live-fleet.js';
import type { NodeStream } from './node-stream.js';
import { withinLimits } from './report-limits.js';
import type { ReportWriter } from './report-writer.js';

export type StatusStream = ServerDuplexStream<wire.StatusMessage__Output, wire.StatusReply>;

export interface StatusReceiverDeps {
  readonly fleet: LiveFleet;
  readonly reports: ReportWriter;
  /** Of what nodes are to trust now. */
  readonly trustId: () => string;
}

/** Takes what nodes say of themselves. The newest stream of a node speaks for it; it ends the older one. */
export class StatusReceiver {
  readonly #deps: StatusReceiverDeps;
  readonly #sessions = new Map<string, NodeStream>();

  constructor(deps: StatusReceiverDeps) {
    this.#deps = deps;
  }

  open(session: NodeStream, stream: StatusStream): void {
    const { nodeId } = session;
    const older = this.#sessions.get(nodeId);
    this.#sessions.set(nodeId, session);
    older?.end();
    session.onOver(() => {
      if (this.#sessions.get(nodeId) === session) this.#sessions.delete(nodeId);
    });
    stream.on('data', (message: wire.StatusMessage__Output) => this.#receive(session, stream, message));
    stream.on('end', () => {
      // Ended, not broken: the agent stops.
      if (!session.isOver) this.#deps.fleet.saidGoodbye(nodeId);
      session.end();
    });
  }

  /** The node was removed. */
  forget(nodeId: string): void {
    this.#deps.fleet.forget(nodeId);
    this.#deps.reports.forget(nodeId);
  }

  #receive(session: NodeStream, stream: StatusStream, message: wire.StatusMessage__Output): void {
    if (session.isOver) return;
    try {
      requireWellFormed(message);
      this.#note(session.nodeId, message);
      // An agent that does not read its replies gets no more of them: they must not pile up here.
      if (!stream.writableNeedDrain) {
        const { fleet, trustId } = this.#deps;
        stream.write({ heartbeatIntervalMs: fleet.heartbeatMs, trustId: trustId() });
      }
    } catch (error) {
      session.fail(error);
    }
  }

  #note(nodeId: string, { report, heartbeat }: wire.StatusMessage__Output): void {
    const { fleet, reports } = this.#deps;
    if (report) {
      const decoded = decodeReport(withinLimits(report));
      fleet.reported(nodeId, decoded);
      reports.put(nodeId, decoded);
    } else if (heartbeat) {
      fleet.heartbeat(nodeId, heartbeat.observedRevision);
      const known = fleet.report(nodeId);
      if (known !== null) reports.touch(nodeId, known);
    }
  }
}
