import { describe, expect, it } from 'vitest';
import type { LogEntry } from '../../client/control-plane-client.js';
import type { NodeLogsRequest } from '../../client/diagnosis-client.js';
import { cli, documentsIn, LOGGED_IN, NOW } from '../../testing/cli.js';
import { streamOf, unavailable } from '../../testing/fake-client.js';

function aLine(text: string, at = NOW): LogEntry {
  return { kind: 'line', node: 'n1', service: 'agent', container: '', stderr: true, at, line: Buffer.from(text) };
}

const CONNECTED =
  '{"level":"info","time":"2026-03-01T12:00:00Z","component":"agent","node":"n1","msg":"connected","address":"cp:7444"}';

describe('node logs', () => {
  it('shows the lines of the agent for people, and other text as it is', async () => {
    const asked: NodeLogsRequest[] = [];
    const nodeLogs = (request: NodeLogsRequest) => {
      asked.push(request);
      return streamOf(aLine(CONNECTED), aLine('panic\u001b[31m'));
    };
    const result = await cli('node logs n1 --lines 5', { env: LOGGED_IN, client: { nodeLogs } });
    expect(result).toMatchObject({ exitCode: 0, stderr: '' });
    expect(result.stdout).toBe(
      'n1 agent | 2026-03-01T12:00:00Z info  connected address=cp:7444\nn1 agent | panic [31m\n',
    );
    expect(asked).toMatchObject([{ node: 'n1', lines: 5, follow: false }]);
  });

  it('gives scripts the lines as they came, one object each', async () => {
    const nodeLogs = () => streamOf(aLine(CONNECTED));
    const { stdout } = await cli('node logs n1 --json', { env: LOGGED_IN, client: { nodeLogs } });
    expect(documentsIn(stdout)).toMatchObject([
      { event: 'progress', node: 'n1', line: CONNECTED },
      { event: 'result', ok: true, lines: 1 },
    ]);
  });

  it('goes on after the control plane was away, without a line twice', async () => {
    const answers = [
      async function* () {
        yield aLine('one', NOW);
        throw unavailable();
      },
      async function* () {
        yield aLine('one', NOW);
        yield aLine('two', NOW + 1);
      },
    ];
    const nodeLogs = () => answers.shift()?.() ?? streamOf<LogEntry>();
    const { stdout } = await cli('node logs n1 --follow', { env: LOGGED_IN, client: { nodeLogs } });
    expect(stdout).toBe('n1 agent | one\nn1 agent | two\n');
  });

  it('fails when the node is not there', async () => {
    const nodeLogs = () => streamOf<LogEntry>({ kind: 'failure', node: 'n1', message: 'the node is not connected' });
    const { exitCode, stderr } = await cli('node logs n1', { env: LOGGED_IN, client: { nodeLogs } });
    expect(exitCode).toBe(1);
    expect(stderr).toContain('the node is not connected');
  });
});
