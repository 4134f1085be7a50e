import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packagedPrograms } from '../harness/binaries.js';
import type { CommandResult } from '../harness/operator.js';
import { requireMachines } from '../harness/requirements.js';
import { SshSite } from '../harness/ssh-site.js';

const PACKAGING_MS = 900_000;

describe('a node that is uninstalled over SSH', () => {
  let site: SshSite;
  let binary: string;
  let container: string;
  let foreign: string;
  /** What was there before, of others: a machine shows the files of the one it is made on. */
  let before: readonly string[];

  const uninstall = (...more: string[]): Promise<CommandResult> => site.run(['agent', 'uninstall', 'prod-1', ...more]);
  const there = (command: string): Promise<string> => site.there(command);
  const nodes = async () => (await site.cluster.operator.json(['node', 'list'])).nodes;
  const files = async (): Promise<readonly string[]> => {
    const listed = await there('ls /usr/local/bin /var/lib /run /var/log');
    return listed.split('\n').filter((line) => line.includes('devopsellence'));
  };
  const isRunning = (id: string): Promise<string> =>
    site.machine.docker(['inspect', '--format', '{{.State.Running}}', id]);

  const create = async (): Promise<void> => {
    const created = await site.create('prod-1', binary, '--labels', 'web,worker');
    expect(created.code, created.stderr).toBe(0);
    container = await site.deploy('prod-1');
  };

  const expectGone = async (result: CommandResult): Promise<void> => {
    expect(result, result.stderr).toMatchObject({ code: 0, stdout: 'prod-1 is no node any more.\n' });
    expect(await nodes()).toEqual([]);
    expect(await files()).toEqual(before);
    expect(await there('cat /proc/[0-9]*/cmdline | tr "\\0" " "')).not.toContain('devopsellence-agent run');
    expect(await isRunning(foreign)).toBe('true');
  };

  beforeAll(async () => {
    await requireMachines();
    binary = (await packagedPrograms()).agent;
    site = await SshSite.start();
    before = await files();
    await create();
    foreign = await site.machine.docker(['run', '--detach', 'busybox:1.36', 'sleep', '100000']);
  }, PACKAGING_MS);

  afterAll(() => site?.dispose());

  test('is left as it is without a yes, and while its machine cannot be reached', async () => {
    expect(await uninstall()).toMatchObject({ code: 1, stderr: expect.stringContaining('--yes') as string });
    const unreachable = await uninstall('--yes', '--port', '1');
    expect(unreachable).toMatchObject({ code: 1, stderr: expect.stringContaining('nothing was changed') as string });
    expect(await nodes()).toMatchObject([{ name: 'prod-1', connection: 'online' }]);
    expect([await site.containers(), await isRunning(container)]).toEqual([[container], 'true']);
  });

  test('runs nothing in the end, and keeps its volume and what is foreign', async () => {
    await expectGone(await uninstall('--yes'));
    expect(await site.containers()).toEqual([]);
    const volumes = await site.machine.docker([
      'volume',
      'ls',
      '--quiet',
      '--filter',
      'label=devopsellence.managed=true',
    ]);
    expect(volumes).toContain('jobs');
  });

  test('is finished by another run when the first broke off', async () => {
    await create();
    await there('kill "$(cat /run/devopsellence-agent.pid)"; rm /usr/local/bin/devopsellence-agent*');
    await there('rm /var/lib/devopsellence-agent/desired-state.sealed');
    await expectGone(await uninstall('--yes'));
    expect(await site.containers()).toEqual([]);
    expect(await uninstall('--yes')).toMatchObject({ code: 1, stderr: expect.stringContaining('no node') as string });
  });

  test('leaves its containers running when asked to', async () => {
    await create();
    await expectGone(await uninstall('--keep-workloads', '--yes'));
    expect([await site.containers(), await isRunning(container)]).toEqual([[container], 'true']);
  });
});
