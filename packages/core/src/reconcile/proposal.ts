import type { Instant } from '../model/instant.js';
import type { Action } from './action.js';
import type { Facts } from './facts.js';
import type { Plan, Rejection, TaskEnd } from './plan.js';
import type { Waiting, WaitingOwner } from './waiting.js';

/** An action that a pass wants, for whom, and what that one waits for until the action has had its effect. */
export interface Want {
  readonly action: Action;
  readonly owner: WaitingOwner;
  readonly waiting: Waiting | null;
}

/** What a pass has to say. Whether an action may run now (in flight, backing off) is decided once, for all passes. */
export interface Proposal {
  readonly wants: readonly Want[];
  readonly waiting: readonly Waiting[];
  readonly rejections: readonly Rejection[];
  readonly taskEnds: readonly TaskEnd[];
  /** Moments at which time alone changes what is to be done or said. */
  readonly moments: readonly Instant[];
}

export const NOTHING: Proposal = { wants: [], waiting: [], rejections: [], taskEnds: [], moments: [] };

export function propose(part: Partial<Proposal>): Proposal {
  return { ...NOTHING, ...part };
}

export function combine(proposals: readonly Proposal[]): Proposal {
  const said = proposals.filter((proposal) => proposal !== NOTHING);
  if (said.length < 2) return said[0] ?? NOTHING;
  return {
    wants: said.flatMap((proposal) => proposal.wants),
    waiting: said.flatMap((proposal) => proposal.waiting),
    rejections: said.flatMap((proposal) => proposal.rejections),
    taskEnds: said.flatMap((proposal) => proposal.taskEnds),
    moments: said.flatMap((proposal) => proposal.moments),
  };
}

/**
 * The plan that the proposals of all passes add up to: at most one action per key, the first one wanted; none whose key is
 * in flight, or has to rest after a failure.
 */
export function assemblePlan(facts: Facts, proposals: readonly Proposal[]): Plan {
  const { wants, waiting, rejections, taskEnds, moments } = combine(proposals);
  const { inFlight } = facts.observation;
  const actions = new Map<string, Action>();
  const reasons: Waiting[] = [];
  for (const want of wants) {
    const { action } = want;
    const reason = restOf(facts, want) ?? want.waiting;
    if (reason !== null) reasons.push(reason);
    const isHeld = reason?.reason === 'backoff' || inFlight.has(action.key) || actions.has(action.key);
    if (!isHeld) actions.set(action.key, action);
  }
  reasons.push(...waiting);
  const wakeAt = nextMoment(facts, reasons, moments);
  return { actions: [...actions.values()], waiting: reasons, rejections, taskEnds, wakeAt };
}

/** Waiting `backoff` while the action has to rest after a failure; null when it may run, or runs. */
function restOf(facts: Facts, { action, owner }: Want): Waiting | null {
  const backoff = facts.observation.backoffs.get(action.key);
  if (backoff === undefined || backoff.retryAt <= facts.at || facts.observation.inFlight.has(action.key)) return null;
  const { attempts, message: detail, retryAt: until } = backoff;
  return { ...owner, reason: 'backoff', detail, attempts, until };
}

function nextMoment(facts: Facts, waiting: readonly Waiting[], moments: readonly Instant[]): Instant | null {
  const untils = waiting.flatMap((reason) => ('until' in reason ? [reason.until] : []));
  let next: Instant | null = null;
  for (const moment of [...untils, ...moments]) {
    if (moment > facts.at && (next === null || moment < next)) next = moment;
  }
  return next;
}
