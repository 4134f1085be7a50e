import { AppError, toIso } from '@devopsellence/core';
import { type Deployment, findRelease, findTaskRun, listDeploymentProgress, type Reader } from '../store/index.js';

/** Why nothing else starts while this deployment runs: what it is, since when and by whom, how far it is, and what may be done. */
export async function inProgress(db: Reader, running: Deployment, command: string): Promise<AppError> {
  const { id, kind, startedBy, startedAt } = running;
  return new AppError('deployment_in_progress', {
    message: `a ${kind} of this environment is running: ${id}, started by ${startedBy} at ${toIso(startedAt)}`,
    evidence: [await contentText(db, running), await progressText(db, running)],
    nextActions: [
      `devopsellence deployment show ${id}`,
      `devopsellence deployment cancel ${id}`,
      `${command} --supersede   # ends it, and starts this at once`,
    ],
  });
}

async function contentText(db: Reader, { kind, releaseId }: Deployment): Promise<string> {
  const release = await findRelease(db, releaseId);
  return release === null ? kind : `${kind} of release ${release.number} (revision ${release.revision})`;
}

async function progressText(db: Reader, { id }: Deployment): Promise<string> {
  const nodes = await listDeploymentProgress(db, id);
  const run = await findTaskRun(db, id);
  const settled = nodes.filter(({ settledAt }) => settledAt !== null).length;
  const progress = `${settled} of ${nodes.length} ${nodes.length === 1 ? 'node' : 'nodes'} settled`;
  return run === null || run.outcome !== null
    ? progress
    : `task ${run.task} on ${run.node} has yet to end; ${progress}`;
}
