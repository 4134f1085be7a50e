import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Test files that take a minute or more, the longest of each project first. */
const LONG = [
  'core/src/reconcile/plan-actions.properties',
  'integration/hostile-connections',
  'integration/mutated-messages',
  'integration/deploy',
  'integration/rotation',
  'integration/restore-kill',
  'e2e/agent-upgrade',
  'e2e/outages',
  'e2e/kill-points',
  'e2e/faults',
  'e2e/partitions',
  'e2e/supporting-services',
  'e2e/environment-load',
  'e2e/rotation',
  'e2e/release-task',
  'e2e/images',
];

/**
 * Starts the long files first, so that none of them begins when all the others are done; those that are not listed follow
 * in vitest's own order.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => rank(a) - rank(b));
  }
}

function rank({ moduleId }: TestSpecification): number {
  const place = LONG.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
  return place === -1 ? LONG.length : place;
}
