import { copyFile, mkdir, mkdtemp, readdir, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packagedPrograms } from '../harness/binaries.js';
import { run } from '../harness/command.js';
import { ControlPlane } from '../harness/control-plane.js';
import { eventually } from '../harness/eventually.js';
import { Operator } from '../harness/operator.js';
import { startProcess } from '../harness/process.js';
import type { Programs } from '../harness/programs.js';

const PACKAGING_MS = 900_000;

describe('single-file binaries', () => {
  let folder: string;
  let programs: Programs;
  const ends: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    const packaged = await packagedPrograms();
    await run('sha256sum', ['--check', '--strict', 'SHA256SUMS'], { cwd: dirname(packaged.cli) });
    // Far from the workspace, where none of its modules can be found.
    folder = await mkdtemp(join(tmpdir(), 'devopsellence-binaries-'));
    const alone = async (path: string): Promise<string> => {
      const copy = join(folder, basename(path).replace('-linux-x64', ''));
      await copyFile(path, copy);
      return copy;
    };
    const { cli, controlPlane, agent } = packaged;
    programs = { cli: await alone(cli), controlPlane: await alone(controlPlane), agent: await alone(agent) };
  }, PACKAGING_MS);

  afterAll(async () => {
    await Promise.allSettled(ends.map((end) => end()));
    await rm(folder, { recursive: true, force: true });
  });

  test('say their version, and nothing else, without Node.js', async () => {
    const said = (program: string): Promise<string> =>
      run('/bin/sh', ['-c', '"$0" version 2>&1', program], { cwd: folder, env: { PATH: '' } });
    expect(await said(programs.cli)).toMatch(/^devopsellence \d+\.\d+\.\d+$/);
    expect(await said(programs.agent)).toMatch(/^\d+\.\d+\.\d+$/);
    expect(await said(programs.controlPlane)).toMatch(/^\d+\.\d+\.\d+$/);
  });

  test('answer to the name oduflow where a link has it, and serve an assistant', async () => {
    const link = join(folder, 'oduflow');
    await symlink(programs.cli, link);
    const inShell = (line: string) => run('/bin/sh', ['-c', line], { cwd: folder, env: { PATH: folder } });
    expect(await inShell('oduflow --help')).toMatch(/^Usage: oduflow /);
    expect(await inShell('oduflow call')).toContain('create_service <name> <image> <port>');
    expect(await run('/bin/sh', ['-c', '"$0" --help', programs.cli], { cwd: folder })).toMatch(
      /^Usage: devopsellence /,
    );
    const hello = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1' } };
    const request = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params: hello });
    expect(JSON.parse(await inShell(`echo '${request}' | oduflow mcp`))).toMatchObject({
      result: { serverInfo: { name: 'devopsellence' } },
    });
  });

  test('are a control plane, an agent and a command that work together', async () => {
    const dataDir = join(folder, 'control-plane');
    const stateDir = join(folder, 'agent');
    const controlPlane = new ControlPlane(dataDir, '127.0.0.1', programs.controlPlane);
    ends.push(() => controlPlane.stop());
    await controlPlane.start();
    const operator = new Operator(join(folder, 'operator'), programs.cli);
    await mkdir(operator.home);
    await operator.ok(['login', controlPlane.operator, '--token-file', join(dataDir, 'owner-token')]);
    const { join_token: token } = await operator.json(['node', 'register', '--name', 'prod-1']);
    await run(programs.agent, ['join', controlPlane.operator, '--token', String(token), '--state-dir', stateDir]);
    const socket = `unix://${join(folder, 'no-engine.sock')}`;
    const agent = startProcess(programs.agent, [
      'run',
      ...['--state-dir', stateDir, '--docker-host', socket, '--metrics-listen', 'off'],
    ]);
    ends.push(() => agent.stop());
    await eventually(async () => (await operator.ok(['node', 'list'])).includes('online'), {
      describe: 'the agent to be online',
    });
    // The SQLite that a binary brings along is on disk only while it is loaded.
    expect((await readdir(dataDir)).filter((name) => name.includes('sqlite'))).toEqual([]);
    expect((await stat(dataDir)).mode & 0o077).toBe(0);
  });

  test('refuse what the programs refuse', async () => {
    const agent = (...options: string[]) => run(programs.agent, ['run', '--state-dir', folder, ...options]);
    await expect(agent()).rejects.toThrow(/is not the state directory/);
    await expect(agent('--metrics-listen', '7481')).rejects.toThrow(/"7481" is not an address/);
    await expect(run(programs.cli, ['deploi'], { cwd: folder })).rejects.toThrow(/deploi/);
  });
});
