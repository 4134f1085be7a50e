import type { Connection, RecordedTaskRunState, TaskTrigger, WaitingStatus } from '@devopsellence/core';
import { OPERATOR, serverStream } from '@devopsellence/protocol';
import type { Channel } from './channel.js';
import type { LogEntry } from './control-plane-client.js';
import { decodeTask, decodeTaskRun } from './decode-task.js';
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

export interface TaskSchedule {
  readonly cron: string;
  readonly timeZone: string;
  readonly overlap: string;
}

/** A task of the release that the environment was last asked to run. */
export interface Task {
  readonly name: string;
  readonly service: string;
  readonly command: readonly string[];
  readonly args: readonly string[];
  readonly timeoutMs: number;
  /** Null: of the release task. */
  readonly schedule: TaskSchedule | null;
  /** When it runs by itself next; null: never. */
  readonly nextAt: number | null;
  /** Null: it never ran. */
  readonly lastRun: TaskRun | null;
}

/** One run of a task, or a firing of its schedule of which no run was made. */
export interface TaskRun {
  readonly id: string;
  readonly environment: EnvironmentName;
  readonly task: string;
  readonly trigger: TaskTrigger;
  readonly state: RecordedTaskRunState;
  /** Name of its node; empty when it was skipped. */
  readonly node: string;
  readonly connection: Connection;
  readonly releaseId: string;
  /** Null: of no deployment. */
  readonly deploymentId: string | null;
  /** Name of a token; empty: of none. */
  readonly requestedBy: string;
  readonly createdAt: number;
  readonly scheduledFor: number | null;
  readonly startedAt: number | null;
  /** Null until it has ended. */
  readonly endedAt: number | null;
  readonly exitCode: number | null;
  readonly reason: string;
  readonly lastLines: readonly string[];
  readonly waitingOn: readonly WaitingStatus[];
}

export interface RunTaskRequest {
  readonly environment: EnvironmentName;
  readonly task: string;
  /** A run of it that goes on is ended. */
  readonly replace: boolean;
  readonly requestToken: string;
}

export interface ListTaskRunsRequest {
  readonly environment: EnvironmentName;
  /** Null: of every task. */
  readonly task: string | null;
  readonly limit: number;
}

/** The calls about tasks and their runs. Every one throws an AppError when it fails. */
export interface TaskClient {
  /** Sorted by name; none when nothing was deployed yet. */
  listTasks(environment: EnvironmentName): Promise<readonly Task[]>;
  /** Makes a run now. The same request token again answers the run that it made. */
  runTask(request: RunTaskRequest): Promise<TaskRun>;
  /** The newest first. */
  listTaskRuns(request: ListTaskRunsRequest): Promise<readonly TaskRun[]>;
  /** How it is now. */
  taskRun(runId: string): Promise<TaskRun>;
  /** Lines of one run; with `follow` up to its end. */
  runLogs(request: RunLogsRequest): AsyncIterable<LogEntry>;
}

/** These calls over gRPC. */
export class GrpcTaskClient implements TaskClient {
  readonly #channel: Channel;

  constructor(channel: Channel) {
    this.#channel = channel;
  }

  async listTasks(environment: EnvironmentName): Promise<readonly Task[]> {
    const { tasks } = await this.#channel.call(OPERATOR.ListTasks, { environment });
    return tasks.map(decodeTask);
  }

  async runTask(request: RunTaskRequest): Promise<TaskRun> {
    return decodeTaskRun(await this.#channel.call(OPERATOR.RunTask, request));
  }

  async listTaskRuns({ environment, task, limit }: ListTaskRunsRequest): Promise<readonly TaskRun[]> {
    const request = { environment, task: task ?? '', limit };
    const { runs } = await this.#channel.call(OPERATOR.ListTaskRuns, request);
    return runs.map(decodeTaskRun);
  }

  async taskRun(runId: string): Promise<TaskRun> {
    return decodeTaskRun(await this.#channel.call(OPERATOR.GetTaskRun, { runId }));
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
