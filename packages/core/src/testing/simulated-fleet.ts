import type { DesiredService } from '../model/desired-state.js';
import type { Instant } from '../model/instant.js';
import type { RolloutSpec } from '../model/spec.js';
import type { Connection } from '../model/status.js';
import { phaseOf } from '../rollout/node-phase.js';
import { planRollout } from '../rollout/plan-rollout.js';
import type { RolloutInput, RolloutNode, RolloutOutcome } from '../rollout/rollout.js';
import type { Behaviour } from './behaviour.js';
import { desiring, START_OF_TIME } from './builders.js';
import { aPendingNode } from './rollout-builders.js';
import type { AgentRestart } from './simulated-agent.js';
import { runFor, runUntilSettled, World } from './world.js';

/** What befalls one node after so long in a deployment. */
export interface Mishap {
  readonly node: number;
  readonly atMs: number;
  readonly what: { readonly kind: 'agent restart'; readonly restart: AgentRestart } | Absence;
}

/** The control plane does not hear of the node; it goes on with what it was last told. */
export interface Absence {
  readonly kind: 'away';
  readonly forMs: number;
  readonly as: Exclude<Connection, 'online'>;
}

/** One deployment of a version of the service. */
export interface SimulatedDeployment {
  readonly service: DesiredService;
  readonly rollout: RolloutSpec;
  readonly mishaps: readonly Mishap[];
  /** Another deployment supersedes it, or somebody cancels it, after so long; null: neither. */
  readonly cutShort: { readonly as: 'superseded' | 'cancelled'; readonly atMs: number } | null;
  /** Plans that the control plane is killed on, before it has recorded anything of them. */
  readonly killedAtPlans: ReadonlySet<number>;
}

export type SimulatedEnd = RolloutOutcome | { readonly kind: 'superseded' | 'cancelled'; readonly reason: string };

const STEP_MS = 500;

interface Member {
  readonly world: World;
  node: RolloutNode;
  awayUntil: Instant;
  awayAs: Connection;
  /** What was published to it while it was not heard of. */
  due: (() => void) | null;
}

/**
 * A control plane's rollout loop over nodes that each have their own agent and engine: both planners of the product, with
 * nothing between them but facts. Time passes in steps.
 */
export class SimulatedFleet {
  readonly #members: readonly Member[];
  #now: Instant = START_OF_TIME;
  #revision = 1;
  #deployments = 0;

  /** All nodes run the service, settled. */
  constructor(count: number, service: DesiredService, behaviours: Readonly<Record<string, Behaviour>>) {
    this.#members = Array.from({ length: count }, (_, index) => {
      const world = new World(desiring([service]), { behaviours });
      if (!runUntilSettled(world)) throw new RangeError('the first version does not settle');
      return { world, node: aPendingNode({ name: `n${index}` }), awayUntil: 0, awayAs: 'online', due: null };
    });
  }

  get worlds(): readonly World[] {
    return this.#members.map(({ world }) => world);
  }

  /** Deploys to the end; `check` is asked after every step of time on every node. */
  deploy(deployment: SimulatedDeployment, check: () => void): { readonly end: SimulatedEnd; readonly tookMs: number } {
    const { service, rollout, mishaps, cutShort, killedAtPlans } = deployment;
    const startedAt = this.#now;
    const deploymentId = this.#begin(service);
    let plans = 0;
    for (;;) {
      const elapsedMs = this.#now - startedAt;
      const input = this.#input(service, { startedAt, deadlineAt: startedAt + rollout.deadlineMs, rollout });
      const plan = planRollout(input);
      plans += 1;
      if (killedAtPlans.has(plans)) {
        this.#pass(STEP_MS, mishaps, startedAt, check);
        continue;
      }
      for (const member of this.#members) this.#record(member, plan, { service, deploymentId });
      if (plan.outcome.kind !== 'running') return { end: plan.outcome, tookMs: elapsedMs };
      if (elapsedMs > 2 * rollout.deadlineMs) throw new RangeError('the rollout does not end');
      if (cutShort !== null && elapsedMs >= cutShort.atMs) {
        return { end: { kind: cutShort.as, reason: '' }, tookMs: elapsedMs };
      }
      if (plan.publish.length === 0) this.#pass(STEP_MS, mishaps, startedAt, check);
    }
  }

  /** Lets time pass without a deployment, every node being heard of. */
  rest(ms: number, check: () => void): void {
    this.#pass(ms, [], this.#now, check);
  }

  /** What the rollout planner would make of the fleet as it is now, were it asked to bring what is there already. */
  planAgain(service: DesiredService, rollout: RolloutSpec): ReturnType<typeof planRollout> {
    return planRollout(
      this.#input(service, { startedAt: this.#now, deadlineAt: this.#now + rollout.deadlineMs, rollout }),
    );
  }

  /** A node that the deployment before left in the middle has begun to change already. */
  #begin(service: DesiredService): string {
    this.#deployments += 1;
    for (const member of this.#members) {
      const { name, observedRevision } = member.node;
      const leftChanging = phaseOf(member.node) === 'changing';
      member.node = { ...aPendingNode({ name, leftChanging }), observedRevision };
      this.#see(member, service);
    }
    return `deployment-${this.#deployments + 1}`;
  }

  #input(service: DesiredService, frame: Pick<RolloutInput, 'startedAt' | 'deadlineAt' | 'rollout'>): RolloutInput {
    for (const member of this.#members) this.#see(member, service);
    return { ...frame, nodes: this.#members.map(({ node }) => node), task: null, now: this.#now };
  }

  /** Takes in what the node says of itself, if it is heard of. */
  #see(member: Member, service: DesiredService): void {
    const isAway = this.#now < member.awayUntil;
    const connection = isAway ? member.awayAs : 'online';
    if (isAway) {
      member.node = { ...member.node, connection };
      return;
    }
    if (member.due !== null) {
      member.due();
      member.due = null;
      member.world.pass();
    }
    const { publishedRevision, observedRevision } = member.node;
    const status = member.world.passes.at(-1)?.services.find(({ name }) => name === service.name) ?? null;
    const services = [{ name: service.name, hash: service.hash, status }];
    member.node = {
      ...member.node,
      connection,
      services,
      lastSeen: this.#now,
      observedRevision: publishedRevision ?? observedRevision,
    };
  }

  #record(
    member: Member,
    { publish, began, settled }: ReturnType<typeof planRollout>,
    { service, deploymentId }: { readonly service: DesiredService; readonly deploymentId: string },
  ): void {
    const { node, world } = member;
    if (publish.includes(node.id)) {
      this.#revision += 1;
      member.due = () => world.desire(desiring([service], { deploymentId }));
    }
    member.node = {
      ...node,
      publishedRevision: publish.includes(node.id) ? this.#revision : node.publishedRevision,
      beganAt: began.includes(node.id) ? this.#now : node.beganAt,
      settledAt: settled.includes(node.id) ? this.#now : node.settledAt,
    };
  }

  #pass(ms: number, mishaps: readonly Mishap[], startedAt: Instant, check: () => void): void {
    const elapsedMs = this.#now - startedAt;
    for (const { node, atMs, what } of mishaps) {
      const member = this.#members[node % this.#members.length];
      if (member === undefined || atMs < elapsedMs || atMs >= elapsedMs + ms) continue;
      if (what.kind === 'agent restart') member.world.restartAgent(what.restart);
      else Object.assign(member, { awayUntil: this.#now + what.forMs, awayAs: what.as });
    }
    for (const { world } of this.#members) runFor(world, ms, check);
    this.#now += ms;
  }
}
