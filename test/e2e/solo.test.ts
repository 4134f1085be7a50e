import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packagedPrograms } from '../harness/binaries.js';
import { eventually } from '../harness/eventually.js';
import { loadImages } from '../harness/images.js';
import { Operator } from '../harness/operator.js';
import { requireMachines } from '../harness/requirements.js';
import { APP, SshSite } from '../harness/ssh-site.js';

const PACKAGING_MS = 900_000;
const PROGRAMS = ['devopsellence-control-plane', 'devopsellence-agent'] as const;

describe('one machine that is control plane and node', () => {
  let site: SshSite;
  let cli: string;

  const there = (command: string): Promise<string> => site.there(command);
  /** The command, as root of that machine types it. */
  const type = (words: string): Promise<string> => there(`cd /root && ${cli} ${words}`);
  const pids = () => there(`cd /run && cat ${PROGRAMS.map((name) => `${name}.pid`).join(' ')}`);

  beforeAll(async () => {
    await requireMachines();
    cli = (await packagedPrograms()).cli;
    site = await SshSite.start();
    await loadImages([site.machine], ['busybox:1.36']);
    await there(`cat > /root/devopsellence.yml <<'END'\n${APP}END`);
  }, PACKAGING_MS);

  afterAll(() => site?.dispose());

  test('is there after one command, and runs an app', async () => {
    const said = await type('solo up 2>&1');
    expect(said).toContain('This machine is a control plane at 127.0.0.1:7443, and its node solo.');
    expect(said).toContain('control plane and agent run in the background');
    await type('node attach solo');
    await type('deploy');
    expect(await type('status')).toMatch(/worker +running/);
    expect(await site.containers()).toHaveLength(1);
    expect(await there('stat -c %a /var/lib/devopsellence-control-plane /var/lib/devopsellence-agent')).toBe(
      '700\n700',
    );
  });

  test('is left as it is when the same is asked again', async () => {
    const before = [await pids(), await site.containers()];
    await type('solo up');
    expect(await type('solo status')).toMatch(/control plane +running +127.0.0.1:7443\nagent +running +node solo/);
    expect([await pids(), await site.containers()]).toEqual(before);
  });

  test('is reached by others once it says under which name', async () => {
    const before = await site.containers();
    const { address } = site.machine;
    await type(`solo up --advertise ${address}`);
    const token = await there('cat /var/lib/devopsellence-control-plane/owner-token');
    const colleague = new Operator(join(site.cluster.network.stateDir, 'colleague'));
    await mkdir(colleague.home);
    await colleague.ok(['login', `${address}:7443`, '--token', token]);
    const isOnline = async () => (await colleague.ok(['node', 'list'])).includes('online');
    await eventually(isOnline, { describe: 'the node to be online' });
    expect(await site.containers()).toEqual(before);
  });

  test('comes back with what it ran after both have ended', async () => {
    const before = await site.containers();
    await there(`kill -9 $(cd /run && cat ${PROGRAMS.map((name) => `${name}.pid`).join(' ')})`);
    await type('solo up');
    expect(await type('node list')).toContain('online');
    expect(await site.containers()).toEqual(before);
  });

  test('is a machine like any other in the end, but for the volume', async () => {
    await expect(type('solo down')).rejects.toThrow(/--yes/);
    expect(await type('solo down --yes')).toContain('neither control plane nor node');
    expect(await site.containers()).toEqual([]);
    expect(await there('ls /usr/local/bin /var/lib /run /var/log /etc')).not.toMatch(/devopsellence-(agent|control)/);
    expect(await there('cat /proc/[0-9]*/cmdline | tr "\\0" " "')).not.toMatch(/devopsellence-\S+ (run|serve)/);
    expect(await site.machine.docker(['volume', 'ls', '--quiet'])).toContain('jobs');
  });
});
