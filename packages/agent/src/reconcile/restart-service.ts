import { containerKey, type DesiredService } from '@devopsellence/core';
import type { ContainerEngine } from '../engine/container-engine.js';
import type { ActionRunner } from './action-runner.js';
import type { ContainerView } from './container-view.js';
import type { Ledger } from './ledger.js';
import { runningContainer, serviceNotRunning } from './running-container.js';

export interface RestartWorkers {
  readonly engine: ContainerEngine;
  readonly ledger: Ledger;
  readonly runner: ActionRunner;
  readonly containers: ContainerView;
}

/** What is to be restarted. */
export interface Restart {
  readonly environmentId: string;
  readonly service: string;
  /** Null when the service is not desired on this node. */
  readonly desired: DesiredService | null;
}

/**
 * Restarts a container in place, because somebody asked: its end is no crash, and no plan acts on it until it is up again.
 * Once begun it is finished, also when who asked goes away.
 */
export async function restartService(
  { engine, ledger, runner, containers }: RestartWorkers,
  { environmentId, service, desired }: Restart,
  signal: AbortSignal,
): Promise<void> {
  const seen = containers.all().filter((each) => each.taskRun === null && each.environmentId === environmentId);
  const running = runningContainer(seen, { service, desired });
  if (running === null || desired === null || desired.isStopped === true) throw serviceNotRunning(service);
  await runner.runAlone(containerKey(running.name), async () => {
    const found = await engine.inspectContainer(running.id, signal);
    if (found?.state !== 'running' || found.startedAt === null) throw serviceNotRunning(service);
    const { id, startedAt } = found;
    ledger.restarting(id, startedAt);
    const anyway = new AbortController().signal;
    await containers.changing(id, () => engine.restartContainer(id, desired.stopGraceMs, anyway));
  });
}
