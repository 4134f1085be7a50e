import { containerName, taskContainerName } from '@devopsellence/core';
import { aDefinition, anEnvironment, aTaskRun, desiring, SLUG } from '@devopsellence/core/testing';
import { FakeClock } from '@devopsellence/runtime/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeEngine } from '../testing/fake-engine.js';
import { aRunningService, IMAGE, noBlob, ReconcilingNode } from '../testing/reconciling.js';
import { EngineView } from './engine-view.js';
import { createExecutors } from './executors.js';
import { Ledger } from './ledger.js';

const WORKER = aRunningService('worker');
const NEXT = aRunningService('worker', { hash: '2-worker' });
const worker = containerName(SLUG, WORKER.name, WORKER.hash);
const next = containerName(SLUG, NEXT.name, NEXT.hash);

/** A release task that runs this script. */
function aRun(script: string, overrides: Parameters<typeof aTaskRun>[0] = {}) {
  return aTaskRun({
    definition: aDefinition({ image: IMAGE, command: ['sh', '-c', script], ports: [] }),
    ...overrides,
  });
}

function nameOf({ task, id }: { readonly task: string; readonly id: string }): string {
  return taskContainerName(SLUG, task, id);
}

describe('a node with a task to run', () => {
  let node: ReconcilingNode;

  beforeEach(async () => {
    node = new ReconcilingNode();
    await node.start();
    await node.desire([WORKER]);
    await node.advance(5_000);
  });

  afterEach(() => node.stop());

  async function deploy(run: ReturnType<typeof aTaskRun>): Promise<void> {
    await node.follow(desiring([NEXT], { deploymentId: 'deployment-2', taskRuns: [run] }));
  }

  it('runs it, and replaces services when it has succeeded', async () => {
    const run = aRun('echo migrated; exit 0');
    await deploy(run);
    await node.advance(5_000);
    expect(node.engine.world).toEqual([`${nameOf(run)}: exited`, `${next}: running`]);
    expect(node.taskRun(run.id)).toMatchObject({
      state: 'succeeded',
      outcome: { isSuccess: true, exitCode: 0, lastLines: ['migrated'] },
    });
  });

  it('keeps what runs when it fails, and says why', async () => {
    const run = aRun('echo no such table; exit 3');
    await deploy(run);
    await node.advance(5_000);
    expect(node.engine.world).toEqual([`${nameOf(run)}: exited`, `${worker}: running`]);
    expect(node.taskRun(run.id)).toMatchObject({
      state: 'failed',
      outcome: { isSuccess: false, exitCode: 3, reason: 'exited with code 3', lastLines: ['no such table'] },
    });
    expect(node.saved.at(-1)).toContain('no such table');
    expect(node.status('worker')).toMatchObject({ ready: true, settled: false, failing: false });
  });

  it('takes the values of secrets out of what it wrote', async () => {
    const run = aRun('echo password is hunter2hunter2; exit 3');
    const desiredState = desiring([NEXT], { deploymentId: 'deployment-2', taskRuns: [run] });
    await node.follow(desiredState, new Map([['v1', 'hunter2hunter2']]));
    await node.advance(5_000);
    expect(node.taskRun(run.id).outcome?.lastLines).toEqual(['password is [REDACTED]']);
  });

  it('stops it when its time is up', async () => {
    const run = aRun('sleep 1000', { timeoutMs: 30_000 });
    await deploy(run);
    await node.advance(29_000);
    expect(node.taskRun(run.id)).toMatchObject({ state: 'running', waitingOn: [{ reason: 'end' }] });
    await node.advance(2_000);
    expect(node.taskRun(run.id)).toMatchObject({ state: 'failed', outcome: { reason: 'did not end within 30 s' } });
    expect(node.engine.world).toEqual([`${nameOf(run)}: exited`, `${worker}: running`]);
  });

  it('does not run it again when its container is taken away', async () => {
    const run = aRun('exit 0');
    await deploy(run);
    await node.advance(5_000);
    const calls = await node.callsDuring(async () => {
      node.engine.destroy(nameOf(run));
      await node.advance(31_000);
    });
    expect(calls).not.toContain('createContainer');
    expect(node.taskRun(run.id).state).toBe('succeeded');
  });
});

it('never starts a run that was started already, by whomever', async () => {
  const { signal } = new AbortController();
  const clock = new FakeClock(1_000);
  const engine = new FakeEngine(clock);
  const ledger = new Ledger({ containers: new Map(), taskOutcomes: new Map() }, () => undefined);
  const { createTaskContainer } = createExecutors({
    engine,
    clock,
    ledger,
    exitReader: { settled: async () => undefined, lastWords: async () => undefined },
    view: new EngineView(engine),
    secretValues: () => new Map(),
    credentialFor: async () => null,
    blobs: { read: noBlob },
    onPulled: () => undefined,
  });
  const run = aRun('exit 0');
  const container = nameOf(run);
  const action = { kind: 'createTaskContainer', key: 'any', environment: anEnvironment(), run, container } as const;
  const context = { failures: 0, report: () => undefined, signal };
  await createTaskContainer(action, context);
  await createTaskContainer(action, context);
  expect(engine.calls.filter((call) => call === 'startContainer')).toHaveLength(1);
  expect(engine.world).toEqual([`${container}: exited`]);
});
