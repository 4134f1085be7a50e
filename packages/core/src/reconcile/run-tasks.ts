import { askedAt, DEFAULT_GRACE_MS, ownerOfSeen, startAgain, stop } from './container-wants.js';
import { dependantOfRun, dependencyWaiting, unmetDependencies } from './dependencies.js';
import type { Facts } from './facts.js';
import { containerKey } from './keys.js';
import { combine, NOTHING, type Proposal, propose } from './proposal.js';
import { doubtEnd, endOfRun } from './task-end.js';
import type { TaskFacts } from './task-facts.js';
import { strayRuns, straysBefore, type TaskStep, taskStepOf } from './task-step.js';
import { endWaiting, ownerOfRun } from './task-waiting.js';

type Move = (facts: Facts, own: TaskFacts) => Proposal;

/** Pass: every desired run of a task once to its end. Runs that are not desired any more are stopped at once. */
export function runTasks(facts: Facts): Proposal {
  return combine([stopStrays(facts), ...facts.tasks.map((own) => MOVES[taskStepOf(facts, own)](facts, own))]);
}

const MOVES: { readonly [S in TaskStep]: Move } = {
  done: () => NOTHING,
  ended: recordEnd,
  'in-doubt': awaitVerdict,
  'make-room': awaitStrays,
  blocked: awaitNeeds,
  create,
  start: (facts, own) => (own.instance === null ? NOTHING : startAgain(facts, ownerOfRun(own), own.instance)),
  run: (_facts, own) => propose({ waiting: endWaiting(own) }),
  stop: stopOverdue,
};

function stopStrays(facts: Facts): Proposal {
  const strays = strayRuns(facts);
  return combine(strays.map((seen) => stop(facts, { owner: ownerOfSeen(seen), seen, graceMs: DEFAULT_GRACE_MS })));
}

function recordEnd(facts: Facts, own: TaskFacts): Proposal {
  const outcome = endOfRun(facts, own);
  if (outcome === null) return NOTHING;
  return propose({ taskEnds: [{ runId: own.run.id, containerId: own.instance?.container.id ?? null, outcome }] });
}

function awaitVerdict(facts: Facts, own: TaskFacts): Proposal {
  const moment = doubtEnd(facts, own);
  return propose({ waiting: endWaiting(own), moments: moment === null ? [] : [moment] });
}

function awaitStrays(facts: Facts, own: TaskFacts): Proposal {
  const waiting = straysBefore(facts, own).map(({ name: container }) => {
    return { ...ownerOfRun(own), reason: 'stop', container, since: askedAt(facts, containerKey(container)) } as const;
  });
  return propose({ waiting });
}

/** What a missing image is waited for with is said where it is pulled. */
function awaitNeeds(facts: Facts, own: TaskFacts): Proposal {
  const unmet = unmetDependencies(facts, dependantOfRun(own));
  return propose({
    waiting: unmet.map((each) => dependencyWaiting(ownerOfRun(own), each)),
    moments: unmet.flatMap((each) => (each.deadline === null ? [] : [each.deadline])),
  });
}

function create(facts: Facts, own: TaskFacts): Proposal {
  const { environment, run, container } = own;
  const key = containerKey(container);
  const owner = ownerOfRun(own);
  const action = { kind: 'createTaskContainer', key, environment, run, container } as const;
  return propose({
    wants: [{ action, owner, waiting: { ...owner, reason: 'start', container, since: askedAt(facts, key) } }],
  });
}

function stopOverdue(facts: Facts, own: TaskFacts): Proposal {
  if (own.instance === null) return NOTHING;
  return stop(facts, { owner: ownerOfRun(own), seen: own.instance.container, graceMs: own.run.stopGraceMs });
}
