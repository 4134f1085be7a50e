import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/harness/file-order.js';

const packages = ['core', 'runtime', 'protocol', 'control-plane', 'agent', 'cli'] as const;

/** Tests run against the sources, so that no test can pass on a stale build. */
const alias = packages.flatMap((name) => [
  { find: `@devopsellence/${name}/testing`, replacement: source(name, 'testing/index.ts') },
  { find: `@devopsellence/${name}`, replacement: source(name, 'index.ts') },
]);

function source(name: string, file: string): string {
  return fileURLToPath(new URL(`packages/${name}/src/${file}`, import.meta.url));
}

export default defineConfig({
  resolve: { alias },
  test: {
    pool: 'forks',
    // One file for each processor. Vitest leaves one processor to itself, though it does next to nothing meanwhile.
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
    // A machine that is busy with other things is no failure.
    expect: { poll: { timeout: 4_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['packages/*/src/**/*.test.ts', 'test/boundaries/**/*.test.ts'],
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts', 'packages/agent/src/**/*.docker-test.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          // They mostly wait: on two processors, two files at a time keep half of these busy. A network for tests shares
          // nothing with another, see bridge.ts.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
