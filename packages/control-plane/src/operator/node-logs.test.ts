import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TestControlPlane } from '../deploy/testing/control-plane.js';
import { closed } from '../deploy/testing/fake-tunnels.js';
import { anOperator } from '../testing/an-operator.js';
import type { OperatorContext } from './handler.js';
import { nodeLogsHandlers } from './node-logs.js';

let plane: TestControlPlane;

beforeEach(async () => {
  plane = await TestControlPlane.create({ n1: ['web'] });
});

afterEach(() => plane.close());

const context: OperatorContext = {
  operator: anOperator({ tokenName: 'ops', role: 'owner' }),
  correlationId: 'c',
  signal: new AbortController().signal,
};

async function nodeLogs(node: string, lines = 0): Promise<string[]> {
  const all: string[] = [];
  const entries = nodeLogsHandlers(plane.deps).NodeLogs({ node, lines, follow: false }, context);
  for await (const { log, failure } of entries) all.push(failure?.message ?? String(log?.line));
  return all;
}

describe('the log of an agent', () => {
  test('comes from the node that was named', async () => {
    const line = { service: 'agent', container: '', stderr: true, atMs: 1, line: Buffer.from('connected') };
    plane.tunnels.scripts.set(plane.idOf('n1'), () => [{ log: line }, closed()]);
    expect(await nodeLogs('n1')).toEqual(['connected']);
    expect(plane.tunnels.channels.at(-1)?.work.agentLogs).toEqual({ lines: 100, follow: false });
  });

  test('says that the node is not there', async () => {
    plane.tunnels.scripts.delete(plane.idOf('n1'));
    expect(await nodeLogs('n1')).toEqual([expect.stringContaining('no tunnel open')]);
  });

  test('is refused for an unknown node and for too many lines', async () => {
    await expect(nodeLogs('n9')).rejects.toMatchObject({ code: 'not_found' });
    await expect(nodeLogs('n1', 10_001)).rejects.toMatchObject({ code: 'invalid_argument' });
  });
});
