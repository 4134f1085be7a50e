import type { EnvironmentSpec } from '../../model/spec.js';
import type { Problem } from '../problem.js';
import { noCycles, releaseCanStart } from './cycles.js';
import { dependenciesExist } from './dependencies.js';
import { ingressLeadsSomewhere } from './ingress.js';
import { portsAreUnique } from './ports.js';
import { rolloutLeavesTime } from './rollout.js';
import { hasServices, namesAreSorted, webServicesAreComplete } from './services.js';
import { sizesAreBounded } from './sizes.js';
import { tasksAreComplete } from './tasks.js';
import { variablesHaveOneSource } from './variables.js';
import { targetsAreUnique } from './volumes.js';

const RULES = [
  hasServices,
  sizesAreBounded,
  namesAreSorted,
  webServicesAreComplete,
  portsAreUnique,
  variablesHaveOneSource,
  targetsAreUnique,
  dependenciesExist,
  noCycles,
  tasksAreComplete,
  releaseCanStart,
  ingressLeadsSomewhere,
  rolloutLeavesTime,
] as const;

/** What no shape can say: the rules between the parts of a spec, whether it comes from a config or over the wire. */
export function checkSpec(spec: EnvironmentSpec): Problem[] {
  return RULES.flatMap((rule) => rule(spec));
}
