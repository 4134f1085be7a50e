import { AppError, toAppError } from '@devopsellence/core';
import { backoffMs } from '@devopsellence/runtime';
import type { ControlPlaneClient, LogLine } from '../client/control-plane-client.js';
import type { DeploymentProgress } from '../client/status.js';
import type { CommandContext } from '../command.js';
import type { RunLines } from '../logs/run-lines.js';

/** A control plane that has not answered for this long is given up; the deployment goes on without being followed. */
const PATIENCE_MS = 300_000;
const BACKOFF = { baseMs: 250, capMs: 5_000 } as const;

/** Where progress is shown. */
export interface FollowView {
  show(progress: DeploymentProgress): void;
  /** The connection broke; it is made again. */
  lost(reason: string): void;
  /** What the deployment's task wrote. Resolves when there is room for more. */
  taskLine(line: LogLine): Promise<void>;
  /** What there is to say about those lines. */
  taskNote(text: string): void;
  /** Nothing more comes. */
  end(): void;
}

export interface Followed {
  readonly client: ControlPlaneClient;
  readonly deploymentId: string;
  readonly view: FollowView;
  /** What its task writes. */
  readonly taskLines: RunLines;
}

/**
 * Follows a deployment until it has ended, over as many connections as it takes: the control plane may be restarted in
 * the middle. Ctrl-C ends the following, not the deployment.
 */
export async function follow(context: CommandContext, followed: Followed): Promise<DeploymentProgress> {
  try {
    const end = await followOverConnections(context, followed);
    if ((end.deployment.task?.outcome?.startedAt ?? null) !== null) await followed.taskLines.drain();
    return end;
  } finally {
    followed.taskLines.stop();
    followed.view.end();
  }
}

async function followOverConnections(context: CommandContext, followed: Followed): Promise<DeploymentProgress> {
  const { io, outside } = context;
  let lastHeardAt = outside.clock.now();
  let failures = 0;
  for (;;) {
    const heard = () => {
      lastHeardAt = outside.clock.now();
      failures = 0;
    };
    const end = await followOnce(followed, heard);
    if ('deployment' in end) return end;
    if (io.signal.aborted) throw stoppedFollowing(followed.deploymentId);
    if (end.code !== 'control_plane_unavailable') throw end;
    if (outside.clock.now() - lastHeardAt >= PATIENCE_MS) throw lostSight(followed.deploymentId, end);
    failures += 1;
    if (failures === 1) followed.view.lost(end.message);
    await outside.clock.sleep(backoffMs(failures, BACKOFF, outside.random), io.signal);
  }
}

/** One connection: the last progress of a deployment that ended, or what broke the connection. */
async function followOnce(followed: Followed, heard: () => void): Promise<DeploymentProgress | AppError> {
  try {
    for await (const progress of followed.client.watchDeployment(followed.deploymentId)) {
      heard();
      followed.view.show(progress);
      const { task } = progress.deployment;
      if (task !== null) followed.taskLines.begin(task.task, task.runId);
      if (progress.deployment.state !== 'running') return progress;
    }
    return new AppError('control_plane_unavailable', { message: 'the control plane closed the connection' });
  } catch (thrown) {
    return toAppError(thrown);
  }
}

function stoppedFollowing(deploymentId: string): AppError {
  return new AppError('cancelled', {
    message: `stopped following deployment ${deploymentId}; it goes on`,
    nextActions: ['devopsellence status --watch'],
  });
}

function lostSight(deploymentId: string, cause: AppError): AppError {
  return new AppError('control_plane_unavailable', {
    message: `lost sight of deployment ${deploymentId}; it may well go on`,
    reason: cause.message,
    nextActions: ['devopsellence status'],
    cause,
  });
}
