import { OPERATOR, serverStream } from '@devopsellence/protocol';
import type { Channel } from './channel.js';
import type { LogEntry } from './control-plane-client.js';
import type { EnvironmentName } from './names.js';
import { decodeLogEntry, messagesOf } from './streams.js';

export interface RunLogsRequest {
  readonly environment: EnvironmentName;
  /** Null: of whatever task the run is. At least one of both is given. */
  readonly task: string | null;
  /** Null: the newest run of the task. */
  readonly run: string | null;
  readonly lines: number;
  /** From the first line on, whatever `lines` says. */
  readonly whole: boolean;
  readonly sinceMs: number | null;
  readonly follow: boolean;
}

/** The calls about tasks and their runs. Every one throws an AppError when it fails. */
export interface TaskClient {
  /** Lines of one run; with `follow` up to its end. */
  runLogs(request: RunLogsRequest): AsyncIterable<LogEntry>;
}

/** These calls over gRPC. */
export class GrpcTaskClient implements TaskClient {
  readonly #channel: Channel;

  constructor(channel: Channel) {
    this.#channel = channel;
  }

  async *runLogs({ task, run, sinceMs, ...rest }: RunLogsRequest): AsyncGenerator<LogEntry> {
    const { client, context, explain } = this.#channel;
    const request = { ...rest, task: task ?? '', run: run ?? '', sinceMs: sinceMs ?? 0 };
    for await (const message of messagesOf(serverStream(client, OPERATOR.Logs, request, context), explain)) {
      const entry = decodeLogEntry(message);
      if (entry !== null) yield entry;
    }
  }
}
