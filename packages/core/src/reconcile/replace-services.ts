import { askedAt, createDesired, ownerOf, removeAll, startAgain, stopAndKeep } from './container-wants.js';
import { dependantOf, dependencyWaiting, unmetDependencies } from './dependencies.js';
import type { Facts, ServiceFacts } from './facts.js';
import { type Instance, isReady, isRunning, readinessDeadline, stableAt } from './instance.js';
import { containerKey } from './keys.js';
import { isNetworkMissing, missingVolumes } from './needs.js';
import { combine, NOTHING, type Proposal, propose } from './proposal.js';
import { gateOf, isSiblingInFlight, runningInstances, type Step, stepOf } from './step.js';
import { gateWaiting } from './task-waiting.js';
import type { Waiting } from './waiting.js';

type Move = (facts: Facts, own: ServiceFacts) => Proposal;

/** Pass: every service one step closer to its desired container, and nothing of it less served than before. */
export function replaceServices(facts: Facts): Proposal {
  return combine(
    facts.services.flatMap((own) => [removeAll(facts, own, own.useless), MOVES[stepOf(facts, own)](facts, own)]),
  );
}

const MOVES: { readonly [S in Step]: Move } = {
  stop: stopAll,
  clear: (facts, own) => combine([clear(facts, own), keepServing(facts, own)]),
  'go-back': (facts, own) => combine([giveUp(facts, own), keepServing(facts, own)]),
  blocked: (facts, own) => combine([awaitNeeds(facts, own), keepServing(facts, own)]),
  'make-room': makeRoom,
  create: (facts, own) => combine([createDesired(facts, own), keepServingBeside(facts, own)]),
  start: (facts, own) => combine([onCurrent(restart)(facts, own), keepServingBeside(facts, own)]),
  'await-readiness': (facts, own) => combine([onCurrent(awaitReadiness)(facts, own), keepServingBeside(facts, own)]),
  'await-stability': onCurrent(awaitStability),
  name: () => NOTHING,
  retire: (facts, own) => removeAll(facts, own, own.old),
  done: () => NOTHING,
};

function onCurrent(move: (facts: Facts, own: ServiceFacts, current: Instance) => Proposal): Move {
  return (facts, own) => (own.current === null ? NOTHING : move(facts, own, own.current));
}

/** What the engine was asked before it is not asked to undo: only when it is done is there something to stop. */
function stopAll(facts: Facts, own: ServiceFacts): Proposal {
  const running = runningInstances(own);
  if (running.length > 0) return combine(running.map((instance) => stopAndKeep(facts, own, instance)));
  const { container } = own;
  const since = askedAt(facts, containerKey(container));
  return propose({ waiting: [{ ...ownerOf(own), reason: 'stop', container, since }] });
}

function restart(facts: Facts, own: ServiceFacts, instance: Instance): Proposal {
  return startAgain(facts, ownerOf(own), instance);
}

function clear(facts: Facts, own: ServiceFacts): Proposal {
  return removeAll(facts, own, own.stale === null ? [] : [own.stale]);
}

/** Where nothing of its own runs any more, the engine is still at work on one that is not observed yet. */
function makeRoom(facts: Facts, own: ServiceFacts): Proposal {
  const stopping = combine(own.old.map((instance) => stopAndKeep(facts, own, instance)));
  if (stopping.wants.length + own.useless.length > 0) return stopping;
  return propose({ waiting: [startWaiting(own, own.container)] });
}

/** The failed container is stopped and kept for its logs. */
function giveUp(facts: Facts, own: ServiceFacts): Proposal {
  const { current, failure: reason, environment } = own;
  if (current === null) return NOTHING;
  const isNews = current.history.rejected === null && reason !== null;
  const rejection = { containerId: current.container.id, deploymentId: environment.deploymentId };
  return combine([stopAndKeep(facts, own, current), propose({ rejections: isNews ? [{ ...rejection, reason }] : [] })]);
}

/**
 * Old containers that serve until the new one does are started again when they exit; nobody waits for dependencies there,
 * for the dependencies of an old container are not known, and those of the new one may never come up.
 */
function keepServing(facts: Facts, own: ServiceFacts): Proposal {
  const running = runningInstances(own);
  if (running.some(isReady)) return NOTHING;
  const down = own.old.filter((instance) => !isRunning(instance));
  if (own.service.order === 'start-first') return combine(down.map((instance) => restart(facts, own, instance)));
  const [best] = down;
  if (running.length > 0 || best === undefined) return NOTHING;
  const { name } = best.container;
  return isSiblingInFlight(facts, name) ? propose({ waiting: [startWaiting(own, name)] }) : restart(facts, own, best);
}

/** The same while the new container comes up: only start-first has the old one beside it. */
function keepServingBeside(facts: Facts, own: ServiceFacts): Proposal {
  return own.service.order === 'start-first' ? keepServing(facts, own) : NOTHING;
}

/** What a missing image is waited for with is said where it is pulled. */
function awaitNeeds(facts: Facts, own: ServiceFacts): Proposal {
  const { environment, service } = own;
  const gate = gateOf(facts, own);
  if (gate !== null) return propose({ waiting: [gateWaiting(ownerOf(own), gate)] });
  const unmet = unmetDependencies(facts, dependantOf(own));
  const waiting = unmet.map((each) => dependencyWaiting(ownerOf(own), each));
  const moments = unmet.flatMap((each) => (each.deadline === null ? [] : [each.deadline]));
  const isReadied = !isNetworkMissing(facts, environment) && missingVolumes(facts, service.definition).length === 0;
  return propose({ waiting: isReadied ? waiting : [...waiting, startWaiting(own, own.container)], moments });
}

function startWaiting(own: ServiceFacts, container: string): Waiting {
  return { ...ownerOf(own), reason: 'start', container, since: null };
}

function awaitReadiness(facts: Facts, own: ServiceFacts, current: Instance): Proposal {
  const { name: container, startedAt } = current.container;
  const { probe } = current.history;
  const detail = probe?.detail ?? '';
  const deadline = readinessDeadline(current, own.service.readiness);
  return propose({
    waiting: [{ ...ownerOf(own), reason: 'readiness', container, detail, since: startedAt ?? facts.at, probe }],
    moments: deadline === null ? [] : [deadline],
  });
}

function awaitStability(facts: Facts, own: ServiceFacts, current: Instance): Proposal {
  const { name: container, startedAt } = current.container;
  const { stableForMs } = own.environment;
  const until = stableAt(current, stableForMs);
  const isInDoubt = until !== null && until <= facts.at;
  if (until === null || current.readySince === null || isInDoubt) return awaitReadiness(facts, own, current);
  return propose({
    waiting: [{ ...ownerOf(own), reason: 'stability', container, since: current.readySince, until }],
    moments: startedAt === null ? [] : [startedAt + stableForMs],
  });
}
