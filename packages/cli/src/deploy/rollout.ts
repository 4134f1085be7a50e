import type { Finding } from '@devopsellence/core';
import type { ControlPlaneClient, DeployReply } from '../client/control-plane-client.js';
import type { EnvironmentName } from '../client/names.js';
import type { DeploymentProgress } from '../client/status.js';
import { coloursFor } from '../colours.js';
import type { CommandContext } from '../command.js';
import { planFields } from '../document/plan.js';
import { deploymentFields, environmentFields, nodeStatusFields } from '../document/status.js';
import { formatEnvironment } from '../environment-name.js';
import { RunLines, type RunLinesOptions } from '../logs/run-lines.js';
import { planLines, planSummary } from '../render/plan.js';
import { elapsedText } from '../render/time.js';
import { type FollowView, follow } from './follow.js';
import { failureOfDeployment } from './outcome.js';
import { patiently } from './start.js';
import { viewFor } from './views.js';

export interface Rollout {
  readonly environment: EnvironmentName;
  readonly dryRun: boolean;
  /** When the command began, for the summary. */
  readonly startedAt: number;
  readonly findings: readonly Finding[];
  /** Asks the control plane to begin; called again, with the same request token, when it does not answer. */
  readonly start: () => Promise<DeployReply>;
}

/** Starts a deployment, shows its plan, follows it, and says how it ended. */
export async function rollOut(context: CommandContext, client: ControlPlaneClient, rollout: Rollout): Promise<number> {
  const { io, output } = context;
  output.include(environmentFields(rollout.environment));
  const reply = await patiently(context, rollout.start);
  const findings = [...rollout.findings, ...reply.findings];
  output.include(planFields(reply));
  // Only now: whoever reads it knows that the deployment is recorded, and which one it is.
  output.event('started', { ...environmentFields(rollout.environment), ...planFields(reply), dry_run: rollout.dryRun });
  if (!output.isJson) for (const line of planLines(reply.plan, coloursFor(io.stdout, io.env))) output.line(line);
  if (rollout.dryRun || reply.deploymentId === null) {
    const message = reply.unchanged ? 'Nothing to change.' : `Would change: ${planSummary(reply)}.`;
    return output.succeed({ message: `${message} This was a dry run: nothing was changed.`, findings });
  }
  const view = viewFor(context);
  const taskLines = taskLinesOf(context, { client, environment: rollout.environment, view });
  const last = await follow(context, { client, deploymentId: reply.deploymentId, view, taskLines });
  return finish(context, { rollout, reply, last, findings, hasShownTask: taskLines.isWhole });
}

function taskLinesOf(
  { outside }: CommandContext,
  { view, ...options }: Pick<RunLinesOptions, 'client' | 'environment'> & { readonly view: FollowView },
): RunLines {
  return new RunLines(outside, {
    ...options,
    view: {
      line: (line) => view.taskLine(line),
      note: (text) => view.taskNote(text),
    },
  });
}

interface Ended {
  readonly rollout: Rollout;
  readonly reply: DeployReply;
  readonly last: DeploymentProgress;
  readonly findings: readonly Finding[];
  /** Every line of its task was shown. */
  readonly hasShownTask: boolean;
}

function finish({ output, outside }: CommandContext, { rollout, reply, last, findings, hasShownTask }: Ended): number {
  const durationMs = outside.clock.now() - rollout.startedAt;
  output.include({
    deployment: deploymentFields(last.deployment),
    nodes: last.nodes.map(nodeStatusFields),
    duration_ms: durationMs,
  });
  const failure = failureOfDeployment(last, { hasShownTask });
  if (failure !== null) throw failure;
  const where = formatEnvironment(rollout.environment);
  const revision = last.deployment.revision.slice(0, 12);
  const message = reply.unchanged
    ? `Nothing to change: ${where} runs revision ${revision} (${elapsedText(durationMs)}).`
    : `Settled: ${where} runs revision ${revision}: ${planSummary(reply)} (${elapsedText(durationMs)}).`;
  return output.succeed({ message, findings });
}
