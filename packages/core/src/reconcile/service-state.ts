import type { ServiceState } from '../model/status.js';
import { dependantOf, overdueText, unmetDependencies } from './dependencies.js';
import type { Facts, ServiceFacts } from './facts.js';
import { type Instance, isCrashLooping, isReady, isRunning, readinessDeadline, stableAt } from './instance.js';
import { imageKey } from './keys.js';
import { needsCreation, type Step } from './step.js';
import { refusalVerdict } from './verdict.js';
import type { Waiting } from './waiting.js';

/**
 * The one word for a service. It speaks of the desired container, so that `failed` and `pulling` are seen while the old one
 * serves (that it does, `ServiceStatus.ready` says). A container that has yet to live down its exits is `backing_off`
 * whenever one looks, between two crashes too.
 */
export function stateOf(input: {
  readonly facts: Facts;
  readonly own: ServiceFacts;
  readonly step: Step;
  readonly waiting: readonly Waiting[];
}): ServiceState {
  const { facts, own, step, waiting } = input;
  const { current } = own;
  const isWaitingFor = (reason: Waiting['reason']) => waiting.some((each) => each.reason === reason);
  if (own.service.isStopped === true && step === 'done') return 'stopped';
  if (step === 'go-back') return 'failed';
  if (current !== null && isRunning(current)) return runningState(facts, own, current);
  if (isWaitingFor('backoff')) return 'backing_off';
  if (isWaitingFor('image')) return 'pulling';
  if (step !== 'create' && step !== 'start') return 'waiting';
  return current !== null && isCrashLooping(current) ? 'backing_off' : 'starting';
}

/** Why the service cannot come up as desired, as one sentence; null as long as it may. See `ServiceStatus.failing`. */
export function failureOf(facts: Facts, own: ServiceFacts, step: Step): string | null {
  if (own.service.isStopped === true) return null;
  if (own.failure !== null) return own.failure;
  if (step !== 'blocked') return null;
  const { image } = own.service.definition;
  const pull = facts.observation.backoffs.get(imageKey(own.environment.id, image)) ?? null;
  const refusal = needsCreation(own) ? refusalVerdict(pull, `image ${image.reference} cannot be had`) : null;
  return refusal ?? overdueText(unmetDependencies(facts, dependantOf(own)), facts.at);
}

function runningState(facts: Facts, own: ServiceFacts, current: Instance): ServiceState {
  const { stableForMs } = own.environment;
  const stable = stableAt(current, stableForMs);
  if (stable !== null && stable <= facts.at) return 'running';
  if (isCrashLooping(current)) return 'backing_off';
  if (!isReady(current)) return isOverdue(facts, own, current) ? 'unhealthy' : 'starting';
  // Up for long enough and ready now: an agent that has just been started again need not watch it anew to say so.
  return facts.at >= (current.container.startedAt ?? facts.at) + stableForMs ? 'running' : 'starting';
}

/** It was ready, or should be by now; where nobody has looked yet, nothing is said against it. */
function isOverdue(facts: Facts, own: ServiceFacts, current: Instance): boolean {
  const { readyInThisRun, probe } = current.history;
  const deadline = readinessDeadline(current, own.service.readiness);
  return probe !== null && (readyInThisRun || (deadline !== null && deadline <= facts.at));
}
