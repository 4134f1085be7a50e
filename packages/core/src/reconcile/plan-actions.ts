import { gatherFacts } from './facts.js';
import { nameContainers } from './name-containers.js';
import type { Plan, PlanInput } from './plan.js';
import { createNetworks, createVolumes, pullImages } from './prepare.js';
import { assemblePlan } from './proposal.js';
import { removeNetworks, removeUndesired } from './remove-undesired.js';
import { replaceServices } from './replace-services.js';
import { runTasks } from './run-tasks.js';

/**
 * What the agent does now, what waits, and on what: one safe batch towards the desired state. Pure and deterministic; the
 * agent executes the actions, observes again and plans again. A node that is settled gets an empty plan.
 */
export function planActions(input: PlanInput): Plan {
  const facts = gatherFacts(input);
  return assemblePlan(facts, [
    createNetworks(facts),
    createVolumes(facts),
    pullImages(facts),
    runTasks(facts),
    replaceServices(facts),
    nameContainers(facts),
    removeUndesired(facts),
    removeNetworks(facts),
  ]);
}
