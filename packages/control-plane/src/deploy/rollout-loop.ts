import type { RolloutWaiting } from '@devopsellence/core';
import { Loop } from '@devopsellence/runtime';
import { type Deployment, findDeployment, noSuchDeployment, runningDeployments } from '../store/index.js';
import { advanceRollout, cancelRollout, type RunningRollout, readRunningRollout } from './advance-rollout.js';
import type { DeployDeps } from './deploy-request.js';

const BACKOFF = { baseMs: 200, capMs: 10_000 };
/** Looked at again at least this often: nodes can be detached and removed without a word to the rollout. */
const LOOK_AGAIN_MS = 10_000;
/**
 * A rollout over many nodes rests between two steps, for so long per node: their reports come in bursts. Within these
 * limits it rests so many times as long as the step took, so that most of the time is there for everybody else.
 */
const REST_MS_PER_NODE = { least: 0.05, most: 0.5 };
const RESTS_PER_STEP = 4;

/** Told of each step of a deployment; `isOver` with the last one. */
export type DeploymentListener = (deploymentId: string, isOver: boolean) => void;

/** One deployment that is being driven. */
interface Driven {
  readonly rollout: RunningRollout;
  readonly loop: Loop;
  readonly stop: AbortController;
  waiting: readonly RolloutWaiting[];
}

/**
 * Drives running deployments to their ends.
 *
 * Level-triggered: each step starts from what is recorded and what the nodes say now, so that a control plane that was
 * killed goes on where it was. One step of a deployment at a time. A report wakes the deployments of its node alone.
 */
export class RolloutLoop {
  readonly #deps: DeployDeps;
  readonly #driven = new Map<string, Driven>();
  readonly #byNode = new Map<string, Set<Driven>>();
  readonly #listeners = new Set<DeploymentListener>();
  readonly #finished = new Set<Promise<void>>();
  #signal: AbortSignal | null = null;

  constructor(deps: DeployDeps) {
    this.#deps = deps;
  }

  /** Drives the deployments that run already, and those of `follow`, until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    this.#signal = signal;
    const stopListening = this.#deps.fleet.onChange((nodeId) => {
      for (const { loop } of this.#byNode.get(nodeId) ?? []) loop.trigger();
    });
    for (const deployment of await runningDeployments(this.#deps.store.db)) this.follow(deployment);
    await new Promise<void>((resolve) => {
      if (signal.aborted) resolve();
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
    stopListening();
    await Promise.all(this.#finished);
  }

  /** Drives this deployment too; one that is driven already goes on. Before `run` it does nothing: `run` finds it. */
  follow(deployment: Deployment): void {
    const signal = this.#signal;
    if (signal === null || signal.aborted || this.#driven.has(deployment.id)) return;
    const finished = this.#drive(deployment, signal).catch((error: unknown) => {
      this.#deps.logger.error({ deployment: deployment.id, error }, 'a deployment is no longer driven');
    });
    this.#finished.add(finished);
    void finished.then(() => this.#finished.delete(finished));
  }

  /** Ends the deployment if it runs, for whoever wants that; answers how it stands then. */
  async cancel(deploymentId: string, actor: string): Promise<Deployment> {
    const { store, feed, clock } = this.#deps;
    const { deployment, nodeIds } = await store.transaction(async (trx) => {
      const found = await findDeployment(trx, deploymentId);
      if (found === null) throw noSuchDeployment(deploymentId);
      const running = found.state === 'running' ? await readRunningRollout(trx, found) : null;
      const given = running === null ? [] : await cancelRollout(trx, running, { actor, at: clock.now() });
      return { deployment: (await findDeployment(trx, deploymentId)) ?? found, nodeIds: given };
    });
    for (const nodeId of nodeIds) feed.wake(nodeId);
    this.look(deploymentId);
    return deployment;
  }

  /** Takes the next step of a deployment at once: what is recorded of it was changed. */
  look(deploymentId: string): void {
    this.#driven.get(deploymentId)?.loop.trigger();
  }

  /** What the deployment waited for when it was last looked at; empty when it is not driven. */
  waiting(deploymentId: string): readonly RolloutWaiting[] {
    return this.#driven.get(deploymentId)?.waiting ?? [];
  }

  /** Calls back after each step of a deployment, also the last. Returns how to stop it. */
  onChange(listener: DeploymentListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async #drive(deployment: Deployment, signal: AbortSignal): Promise<void> {
    const stop = new AbortController();
    const rollout = await this.#read(deployment, signal);
    if (rollout === null || this.#driven.has(deployment.id)) return;
    const loop = this.#loopOf(deployment.id, rollout.nodes.size);
    const driven: Driven = { rollout, loop, stop, waiting: [] };
    this.#driven.set(deployment.id, driven);
    for (const nodeId of rollout.nodes.keys()) this.#drivenOn(nodeId).add(driven);
    await loop.run(AbortSignal.any([signal, stop.signal]));
    this.#forget(deployment.id, driven);
  }

  /** Tries until it can be read: a deployment that nobody drives would never end. Null when there is nothing to drive. */
  async #read(deployment: Deployment, signal: AbortSignal): Promise<RunningRollout | null> {
    const { store, clock, logger } = this.#deps;
    while (!signal.aborted) {
      try {
        return await readRunningRollout(store.db, deployment);
      } catch (error) {
        logger.error({ deployment: deployment.id, error }, 'a deployment could not be read');
        await clock.sleep(BACKOFF.capMs, signal);
      }
    }
    return null;
  }

  #loopOf(deploymentId: string, nodes: number): Loop {
    const { clock, logger } = this.#deps;
    return new Loop({
      pass: async (signal) => {
        const startedMs = clock.monotonicMs();
        const next = await this.#step(deploymentId);
        const restMs = restOf(nodes, clock.monotonicMs() - startedMs);
        if (restMs > 0) await clock.sleep(restMs, signal);
        return next;
      },
      onError: (error, retryInMs) =>
        logger.error({ deployment: deploymentId, error, retryInMs }, 'a step of a deployment failed'),
      backoff: BACKOFF,
      clock,
      random: Math.random,
    });
  }

  /** Returns when to take the next step at the latest. */
  async #step(deploymentId: string): Promise<number | null> {
    const driven = this.#driven.get(deploymentId);
    if (driven === undefined) return null;
    const { store, feed, clock } = this.#deps;
    const { plan, published } = await store.transaction((trx) => advanceRollout(trx, driven.rollout, this.#deps));
    for (const nodeId of published) feed.wake(nodeId);
    driven.waiting = plan?.waiting ?? [];
    const isOver = plan === null || plan.outcome.kind !== 'running';
    if (isOver) driven.stop.abort();
    for (const listener of this.#listeners) listener(deploymentId, isOver);
    if (isOver) return null;
    const isRecorded = plan.publish.length + plan.began.length + plan.settled.length > 0 || plan.taskOutcome !== null;
    if (isRecorded) driven.loop.trigger();
    const lookAgain = clock.now() + LOOK_AGAIN_MS;
    return Math.min(plan.wakeAt ?? lookAgain, lookAgain);
  }

  #drivenOn(nodeId: string): Set<Driven> {
    const driven = this.#byNode.get(nodeId) ?? new Set();
    this.#byNode.set(nodeId, driven);
    return driven;
  }

  #forget(deploymentId: string, driven: Driven): void {
    this.#driven.delete(deploymentId);
    for (const nodeId of driven.rollout.nodes.keys()) {
      const others = this.#drivenOn(nodeId);
      others.delete(driven);
      if (others.size === 0) this.#byNode.delete(nodeId);
    }
  }
}

/** How long to rest after a step of a rollout over so many nodes that took so long. */
function restOf(nodes: number, stepMs: number): number {
  const { least, most } = REST_MS_PER_NODE;
  return Math.floor(Math.min(nodes * most, Math.max(nodes * least, stepMs * RESTS_PER_STEP)));
}
