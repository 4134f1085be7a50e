import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packagedPrograms } from '../harness/binaries.js';
import type { CommandResult } from '../harness/operator.js';
import { requireMachines } from '../harness/requirements.js';
import { SshSite } from '../harness/ssh-site.js';

const PACKAGING_MS = 900_000;

describe('a machine that becomes a node over SSH', () => {
  let site: SshSite;
  let binary: string;

  const create = (name: string, ...more: string[]): Promise<CommandResult> => site.create(name, binary, ...more);
  const there = (command: string): Promise<string> => site.there(command);
  const listed = async () => (await site.cluster.operator.json(['node', 'list'])).nodes;

  beforeAll(async () => {
    await requireMachines();
    binary = (await packagedPrograms()).agent;
    site = await SshSite.start();
  }, PACKAGING_MS);

  afterAll(() => site?.dispose());

  test('is not touched while its host key is not the known one', async () => {
    const { knownHosts, server } = site;
    await writeFile(knownHosts, '');
    const unknown = await create('prod-1');
    expect(unknown).toMatchObject({ code: 1, stderr: expect.stringContaining('host key') as string });
    await writeFile(knownHosts, server.knownHost.replace(/ \S+ \S+$/m, ` ${otherKey}`));
    expect(await create('prod-1')).toMatchObject({ code: 1, stderr: expect.stringContaining('host key') as string });
    await writeFile(knownHosts, server.knownHost);
    expect(await there('ls /usr/local/bin /var/lib')).not.toContain('devopsellence');
    expect(await listed()).toEqual([]);
  });

  test('is not touched while it has no Docker', async () => {
    await there('mount --bind /dev/null /run/docker.sock');
    const refused = await create('prod-1');
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('--install-docker') as string });
    expect(refused.stderr).toContain('no Docker Engine answers');
    expect(await there('ls /usr/local/bin /var/lib')).not.toContain('devopsellence');
    expect(await listed()).toEqual([]);
    await there('umount /run/docker.sock');
  });

  test('is online in the end, and its token was in no command line', async () => {
    const created = await create('prod-1', '--labels', 'web,worker');
    expect(created, created.stderr).toMatchObject({ code: 0, stdout: 'prod-1 is online.\n' });
    expect(created.stderr).toContain('runs in the background');
    const ssh = { host: site.machine.address, user: 'root', port: null };
    expect(await listed()).toMatchObject([{ name: 'prod-1', connection: 'online', labels: ['web', 'worker'], ssh }]);
    expect(await there('cat /proc/[0-9]*/cmdline | tr "\\0" " "')).not.toContain('dvo_join_');
    expect(await there('stat -c %a /var/lib/devopsellence-agent')).toBe('700');
  });

  test('is left as it is when the same is asked again', async () => {
    const before = await there('cat /run/devopsellence-agent.pid');
    const again = await create('prod-1', '--json');
    expect(again.code, again.stdout).toBe(0);
    expect(JSON.parse(again.stdout.trim().split('\n').at(-1) ?? '')).toMatchObject({
      ok: true,
      operation: 'node create',
      runs_as: 'background',
      node: { name: 'prod-1', labels: ['web', 'worker'] },
    });
    expect(await there('cat /run/devopsellence-agent.pid')).toBe(before);
  });

  test('does not become another node besides', async () => {
    const other = await create('prod-2');
    expect(other).toMatchObject({ code: 1, stderr: expect.stringContaining('as node prod-1') as string });
  });

  test('is finished by a second run when the first broke off', async () => {
    await there('kill "$(cat /run/devopsellence-agent.pid)"; rm -rf /var/lib/devopsellence-agent');
    await site.cluster.operator.ok(['node', 'remove', 'prod-1', '--yes']);
    await site.cluster.operator.ok(['node', 'register', '--name', 'prod-1', '--labels', 'ssd']);
    const finished = await create('prod-1');
    expect(finished.code, finished.stderr).toBe(0);
    expect(await listed()).toMatchObject([{ name: 'prod-1', connection: 'online', labels: ['ssd'] }]);
  });
});

const otherKey = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl';
