import type { DesiredState } from '../model/desired-state.js';
import type { Instant } from '../model/instant.js';
import type { Observation, ObservedContainer } from '../model/observation.js';
import type { ServiceStatus } from '../model/status.js';
import type { TaskRunStatus } from '../model/task-run.js';
import { describeNode } from '../reconcile/node-status.js';
import type { Plan } from '../reconcile/plan.js';
import type { EngineSettings } from './behaviour.js';
import { START_OF_TIME } from './builders.js';
import { type AgentRestart, SimulatedAgent } from './simulated-agent.js';
import { SimulatedEngine } from './simulated-engine.js';

/** What the agent saw and decided in one pass. */
export interface Pass {
  readonly observation: Observation;
  readonly plan: Plan;
  readonly services: readonly ServiceStatus[];
  readonly taskRuns: readonly TaskRunStatus[];
}

/**
 * One node: an agent and its engine on a clock that jumps from one moment at which something happens to the next. Nothing
 * in it is random. Its faults are the ones that the planner must survive.
 */
export class World {
  readonly #engine: SimulatedEngine;
  readonly #agent: SimulatedAgent;
  readonly #passes: Pass[] = [];
  #now: Instant = START_OF_TIME;

  constructor(desiredState: DesiredState, settings: EngineSettings = {}) {
    this.#engine = new SimulatedEngine(settings);
    this.#agent = new SimulatedAgent(this.#engine, desiredState);
  }

  get now(): Instant {
    return this.#now;
  }

  get passes(): readonly Pass[] {
    return this.#passes;
  }

  get containers(): readonly ObservedContainer[] {
    return this.#engine.containers;
  }

  get volumes(): readonly string[] {
    return this.#engine.volumes;
  }

  get networks(): readonly string[] {
    return this.#engine.networks.map((network) => network.name);
  }

  /** Names of the running containers of a service, sorted. */
  running(service: string): readonly string[] {
    const running = this.containers.filter((seen) => seen.service === service && seen.state === 'running');
    return running.map((seen) => seen.name).toSorted();
  }

  /** How many containers of the service answer now; the truth, not what the agent has heard of it. */
  answering(service: string): number {
    return this.containers.filter((seen) => seen.service === service && this.#engine.isReady(seen, this.#now)).length;
  }

  /**
   * Names of containers that callers of the service are sent to although they have never answered, while there is one that
   * answers; and whether none at all is found by the service's name.
   */
  misleading(service: string): { readonly astray: readonly string[]; readonly isLost: boolean } {
    const found = this.containers.filter((seen) => seen.service === service && seen.isNamed && isUp(seen));
    const isServed = this.answering(service) > 0;
    const astray = found.filter((seen) => isServed && !this.#engine.hasAnswered(seen, this.#now));
    return { astray: astray.map((seen) => seen.name), isLost: found.length === 0 };
  }

  /** The service as the newest pass tells it. */
  status(service: string): ServiceStatus {
    const found = this.#passes.at(-1)?.services.find((status) => status.name === service);
    if (found === undefined) throw new RangeError(`no pass has told of service ${service}`);
    return found;
  }

  /** The run as the newest pass tells it. */
  taskRun(runId: string): TaskRunStatus {
    const found = this.#passes.at(-1)?.taskRuns.find((status) => status.runId === runId);
    if (found === undefined) throw new RangeError(`no pass has told of run ${runId}`);
    return found;
  }

  /** How often a container of the run was started so far. */
  startsOf(runId: string): number {
    return this.#engine.startsOf(runId);
  }

  /** Takes away every container that does not run, as `docker container prune` does. */
  prune(): void {
    this.#engine.prune();
  }

  desire(desiredState: DesiredState): void {
    this.#agent.accept(desiredState);
  }

  restartAgent(restart: Partial<AgentRestart> = {}): void {
    this.#agent.restart(this.#now, { inFlight: 'finished', rejections: 'kept', ...restart });
  }

  /** Every container exits at once, as when Docker or the node is restarted. */
  restartEngine(): void {
    this.#agent.advanceTo(
      this.#now,
      this.containers.flatMap((seen) => this.#engine.end(seen.id, this.#now, 137)),
    );
  }

  kill(container: string, exitCode = 1): void {
    const killed = this.containers.filter((seen) => seen.name === container);
    this.#agent.advanceTo(
      this.#now,
      killed.flatMap((seen) => this.#engine.end(seen.id, this.#now, exitCode)),
    );
  }

  /** One pass of the agent; time stands still. */
  pass(): Pass {
    const { observation, plan } = this.#agent.pass(this.#now);
    const { services, taskRuns } = describeNode({ desiredState: this.#agent.desiredState, observation, plan });
    const pass = { observation, plan, services, taskRuns };
    this.#passes.push(pass);
    return pass;
  }

  /** One pass, and time up to the next moment at which something happens, or to `until` where that is earlier. */
  step(until: Instant = Number.POSITIVE_INFINITY): Pass {
    const pass = this.pass();
    const moments = [pass.plan.wakeAt, this.#agent.nextMoment(this.#now), this.#engine.nextExitAt()];
    const next = Math.min(until, ...moments.filter((moment) => moment !== null));
    if (Number.isFinite(next)) this.#advanceTo(Math.max(next, this.#now));
    return pass;
  }

  /** Nothing is left to do, nothing is under way, and nothing is waited for. */
  isQuiet({ plan }: Pass): boolean {
    return plan.actions.length === 0 && plan.waiting.length === 0 && !this.#agent.isBusy;
  }

  #advanceTo(moment: Instant): void {
    this.#now = moment;
    this.#agent.advanceTo(moment, this.#engine.advanceTo(moment));
  }
}

function isUp({ state }: ObservedContainer): boolean {
  return state === 'running';
}

/** Steps until nothing is left to do; false when that has not come about after `maxPasses` passes. */
export function runUntilSettled(world: World, maxPasses = 500): boolean {
  for (let count = 0; count < maxPasses; count++) {
    if (world.isQuiet(world.step())) return true;
  }
  return false;
}

/** Steps for `ms` of the world's time; `check` is asked after every step. */
export function runFor(world: World, ms: number, check: () => void = () => {}): void {
  const end = world.now + ms;
  while (world.now < end) {
    world.step(end);
    check();
  }
}
