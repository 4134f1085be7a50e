import { AppError } from '@devopsellence/core';
import { aDiagnosis, aServiceSpec, aSpec } from '@devopsellence/core/testing';
import { encodeDiagnosis } from '@devopsellence/protocol';
import { VERSION } from '@devopsellence/runtime';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TestControlPlane } from '../deploy/testing/control-plane.js';
import { closed, type Frame } from '../deploy/testing/fake-tunnels.js';
import { activateNode } from '../store/index.js';
import { anOperator } from '../testing/an-operator.js';
import { diagnoseNodeHandlers } from './diagnose-node.js';
import type { OperatorContext } from './handler.js';

let plane: TestControlPlane;

beforeEach(async () => {
  plane = await TestControlPlane.create({ n1: ['web', 'worker'] });
  await plane.ended(await plane.deploy(aSpec([aServiceSpec()])));
  const joined = { name: 'n1', certificateFingerprint: 'f', agentVersion: VERSION, at: plane.deps.clock.now() };
  await plane.deps.store.transaction((trx) => activateNode(trx, plane.idOf('n1'), joined));
});

afterEach(() => plane.close());

const context: OperatorContext = {
  operator: anOperator({ tokenName: 'ops', role: 'owner' }),
  correlationId: 'c',
  signal: new AbortController().signal,
};

const diagnose = (node: string, logLines = 0) =>
  diagnoseNodeHandlers(plane.deps).DiagnoseNode({ node, sizes: true, logLines }, context);

/** What generated types ask of a message that was received. */
const asReceived = (frame: object) => frame as Frame;

function answers(...frames: readonly object[]): void {
  plane.tunnels.scripts.set(plane.idOf('n1'), () => frames.map(asReceived));
}

describe('the diagnosis of a node', () => {
  test('joins what the agent tells with what is known here', async () => {
    const atMs = plane.deps.clock.now() + 600_000;
    answers({ clock: { atMs } }, { diagnosis: encodeDiagnosis(aDiagnosis()) }, closed());
    const reply = await diagnose('n1', 5);
    expect(reply).toMatchObject({ node: { name: 'n1' }, failure: null, diagnosis: { machine: { cpus: 2 } } });
    expect(reply.clock?.aheadMs).toBe(600_000);
    expect(reply.services?.map(({ status }) => status?.name)).toEqual(['web']);
    expect(reply.findings?.map(({ code }) => code)).toContain('clock_skew');
    expect(plane.tunnels.channels.at(-1)?.work.diagnose).toEqual({ sizes: true, logLines: 5 });
  });

  test('says why there is none, and keeps what came before', async () => {
    const failure = new AppError('not_supported', { message: 'this agent does not know that work' });
    answers({ clock: { atMs: plane.deps.clock.now() } }, closed(failure));
    const reply = await diagnose('n1');
    expect(reply).toMatchObject({ diagnosis: null, clock: { aheadMs: 0 }, failure: { code: 'not_supported' } });
    expect(reply.findings?.[0]).toMatchObject({ severity: 'error', code: 'node_not_answering' });
  });

  test('is given up after a while when the node hangs', async () => {
    plane.tunnels.scripts.set(plane.idOf('n1'), async function* (_work, channel) {
      await channel.silence();
      yield closed();
    });
    const asked = diagnose('n1');
    await plane.clock.advance(18_000);
    expect(await asked).toMatchObject({ diagnosis: null, failure: { code: 'node_offline' } });
  });

  test('is refused for an unknown node and for too many lines', async () => {
    await expect(diagnose('n9')).rejects.toMatchObject({ code: 'not_found' });
    await expect(diagnose('n1', 1_001)).rejects.toMatchObject({ code: 'invalid_argument' });
  });
});
