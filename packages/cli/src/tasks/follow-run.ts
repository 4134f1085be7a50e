import { AppError, toAppError } from '@devopsellence/core';
import type { ControlPlaneClient, LogLine } from '../client/control-plane-client.js';
import type { TaskRun } from '../client/task-client.js';
import { coloursFor } from '../colours.js';
import type { CommandContext } from '../command.js';
import { lineFields } from '../document/log-line.js';
import { taskRunFields } from '../document/task.js';
import { RunLines } from '../logs/run-lines.js';
import type { RunView } from '../logs/show-run.js';
import { stepLine } from '../render/progress.js';
import { sanitize } from '../render/sanitize.js';

/** How often it is asked how the run is; at the end of its lines, at once and then sooner. */
const ASK_MS = 2_000;
const ASK_AT_END_MS = 250;
/** A control plane that has not answered for this long is given up; the run goes on without being followed. */
const PATIENCE_MS = 300_000;

export interface FollowedRun {
  readonly last: TaskRun;
  /** Every line that it wrote was shown. */
  readonly isWhole: boolean;
}

/** Shows what a run writes, and what it waits for, up to its end. Ctrl-C ends the following, not the run. */
export async function followRun(
  context: CommandContext,
  client: ControlPlaneClient,
  run: TaskRun,
): Promise<FollowedRun> {
  const lines = new RunLines(context.outside, { client, environment: run.environment, view: viewOf(context) });
  lines.begin(run.task, run.id);
  try {
    const last = await untilEnd({ context, client, lines }, run);
    if (last.startedAt !== null) await lines.drain();
    return { last, isWhole: lines.isWhole };
  } finally {
    lines.stop();
  }
}

interface Following {
  readonly context: CommandContext;
  readonly client: ControlPlaneClient;
  readonly lines: RunLines;
}

async function untilEnd({ context, client, lines }: Following, made: TaskRun): Promise<TaskRun> {
  const { io, outside } = context;
  const { clock } = outside;
  const startedAt = clock.now();
  let shown = '';
  let heardAt = startedAt;
  for (let run = made; ; ) {
    if (isOver(run)) return run;
    const text = stateText(run);
    if (text !== shown) showState(context, run, clock.now() - startedAt);
    shown = text;
    if (lines.ended.aborted) await clock.sleep(lines.isWhole ? ASK_AT_END_MS : ASK_MS, io.signal);
    else await clock.sleep(ASK_MS, AbortSignal.any([io.signal, lines.ended]));
    const answer = await ask(client, run.id);
    if (io.signal.aborted) throw stoppedFollowing(run);
    if (!(answer instanceof AppError)) [run, heardAt] = [answer, clock.now()];
    else if (answer.code !== 'control_plane_unavailable') throw answer;
    else if (clock.now() - heardAt >= PATIENCE_MS) throw lostSight(run, answer);
  }
}

function isOver({ state }: TaskRun): boolean {
  return state !== 'waiting' && state !== 'running';
}

async function ask(client: ControlPlaneClient, runId: string): Promise<TaskRun | AppError> {
  try {
    return await client.taskRun(runId);
  } catch (thrown) {
    return toAppError(thrown);
  }
}

/** Counts and times that tick in a detail are no news. */
function stateText({ state, waitingOn }: TaskRun): string {
  return [state, ...waitingOn.map(({ reason, subject }) => `${reason}/${subject}`)].join(' ');
}

function showState({ io, output }: CommandContext, run: TaskRun, elapsedMs: number): void {
  output.event('progress', { elapsed_ms: elapsedMs, run: taskRunFields(run) });
  // What it waits for while it runs is its own end.
  const waitingOn = run.state === 'waiting' ? run.waitingOn : [];
  const detail = waitingOn.map((each) => each.detail).join('; ');
  const step = { node: run.node, service: run.task, state: run.state, isSettled: false, detail, waitingOn };
  output.talk(stepLine(step, { colours: coloursFor(io.stderr, io.env), elapsedMs }));
}

/** Its lines as they are, each to where the task wrote it. */
function viewOf({ io, output }: CommandContext): RunView {
  return {
    line: async (line: LogLine) => {
      if (output.isJson) output.event('progress', { task: line.service, ...lineFields(line) });
      const stream = line.stderr && !output.isJson ? io.stderr : io.stdout;
      if (!output.isJson) stream.write(Buffer.concat([line.line, Buffer.from('\n')]));
      await stream.drained();
    },
    note: (text) => tell(output, text),
  };
}

function tell(output: CommandContext['output'], note: string): void {
  output.event('progress', { note });
  output.talk(`Note: ${sanitize(note)}`);
}

function ways(run: TaskRun): readonly string[] {
  return [`devopsellence logs --run ${run.id} --follow`, `devopsellence task show ${run.id}`];
}

function stoppedFollowing(run: TaskRun): AppError {
  return new AppError('cancelled', {
    message: `stopped following run ${run.id} of task ${run.task}; it goes on`,
    nextActions: ways(run),
  });
}

function lostSight(run: TaskRun, cause: AppError): AppError {
  return new AppError('control_plane_unavailable', {
    message: `lost sight of run ${run.id} of task ${run.task}; it may well go on`,
    reason: cause.message,
    nextActions: ways(run),
    cause,
  });
}
