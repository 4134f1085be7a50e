import type { EnvironmentSpec } from '../../model/spec.js';
import { formatDuration } from '../duration.js';
import { type Problem, problem } from '../problem.js';

/** A deployment leaves a node the time to settle: stable_for < health_deadline ≤ deadline. */
export function rolloutLeavesTime({ rollout }: EnvironmentSpec): Problem[] {
  const { stableForMs, healthDeadlineMs, deadlineMs } = rollout;
  const [health, deadline] = [formatDuration(healthDeadlineMs), formatDuration(deadlineMs)];
  return [
    ...(stableForMs < healthDeadlineMs
      ? []
      : [
          problem(
            ['rollout', 'stable_for'],
            `must be shorter than health_deadline, which is ${health}: no node could settle in time`,
            'set a shorter stable_for, or a longer health_deadline',
          ),
        ]),
    ...(healthDeadlineMs <= deadlineMs
      ? []
      : [
          problem(
            ['rollout', 'health_deadline'],
            `must not be longer than deadline, which is ${deadline}: the deployment would have ended`,
            'set a shorter health_deadline, or a longer deadline',
          ),
        ]),
  ];
}
