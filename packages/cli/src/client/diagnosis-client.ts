import { OPERATOR, serverStream } from '@devopsellence/protocol';
import type { Channel } from './channel.js';
import type { LogEntry } from './control-plane-client.js';
import { decodeLogEntry, messagesOf } from './streams.js';

export interface NodeLogsRequest {
  /** Name or id. */
  readonly node: string;
  readonly lines: number;
  readonly follow: boolean;
}

/** The calls about how machines are. Every one throws an AppError when it fails. */
export interface DiagnosisClient {
  /** What the agent of a node logs. */
  nodeLogs(request: NodeLogsRequest): AsyncIterable<LogEntry>;
}

/** These calls over gRPC. */
export class GrpcDiagnosisClient implements DiagnosisClient {
  readonly #channel: Channel;

  constructor(channel: Channel) {
    this.#channel = channel;
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
