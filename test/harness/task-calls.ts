import { randomUUID } from 'node:crypto';
import {
  fetchCertificateAuthority,
  type Method,
  OPERATOR,
  openChannel,
  parseToken,
  unary,
  type wire,
} from '@devopsellence/protocol';
import { type Client, Metadata } from '@grpc/grpc-js';
import { eventually } from './eventually.js';

interface ControlPlaneAddress {
  /** `host:port` of the operator API. */
  readonly operator: string;
  ownerToken(): Promise<string>;
}

interface Environment {
  readonly organization: string;
  readonly project: string;
  readonly environment: string;
}

/** The owner's calls about the tasks of one environment. */
export class TaskCalls {
  readonly #client: Client;
  readonly #metadata: Metadata;
  readonly #environment: Environment;

  private constructor(client: Client, token: string, environment: Environment) {
    this.#client = client;
    this.#metadata = new Metadata();
    this.#metadata.set('authorization', `Bearer ${token}`);
    this.#environment = environment;
  }

  static async open(controlPlane: ControlPlaneAddress, environment: Environment): Promise<TaskCalls> {
    const token = await controlPlane.ownerToken();
    const fingerprint = parseToken(token)?.fingerprint ?? '';
    const certificateAuthority = await fetchCertificateAuthority(controlPlane.operator, fingerprint);
    return new TaskCalls(openChannel(controlPlane.operator, { certificateAuthority }), token, environment);
  }

  close(): void {
    this.#client.close();
  }

  run(task: string, { replace = false } = {}): Promise<wire.RecordedTaskRun__Output> {
    const request = { environment: this.#environment, task, replace, requestToken: randomUUID() };
    return this.#call(OPERATOR.RunTask, request);
  }

  find(runId: string): Promise<wire.RecordedTaskRun__Output> {
    return this.#call(OPERATOR.GetTaskRun, { runId });
  }

  /** Of one task, the newest first. */
  async runs(task: string): Promise<readonly wire.RecordedTaskRun__Output[]> {
    const { runs } = await this.#call(OPERATOR.ListTaskRuns, { environment: this.#environment, task, limit: 50 });
    return runs;
  }

  async list(): Promise<readonly wire.Task__Output[]> {
    return (await this.#call(OPERATOR.ListTasks, { environment: this.#environment })).tasks;
  }

  /** Resolves to the run once it is in the state. */
  async reaches(runId: string, state: string): Promise<wire.RecordedTaskRun__Output> {
    const wanted = `TASK_RUN_STATE_${state.toUpperCase()}`;
    const reached = async () => {
      const run = await this.find(runId);
      if (run.state !== wanted) throw new Error(JSON.stringify(run));
      return run;
    };
    return await eventually(reached, { describe: `run ${runId} ${state}`, intervalMs: 50 });
  }

  #call<Request, Reply>(method: Method<Request, Reply>, request: Request): Promise<Reply> {
    return unary(this.#client, method, request, { metadata: this.#metadata, deadlineMs: 30_000 });
  }
}
