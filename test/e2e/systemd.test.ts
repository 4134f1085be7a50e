import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packagedPrograms } from '../harness/binaries.js';
import { eventually } from '../harness/eventually.js';
import type { Programs } from '../harness/programs.js';
import { requireMachines } from '../harness/requirements.js';
import { SshSite } from '../harness/ssh-site.js';

const PACKAGING_MS = 900_000;
const AGENT = 'devopsellence-agent';
const CONTROL_PLANE = 'devopsellence-control-plane';

describe('on a machine with systemd', () => {
  let site: SshSite;
  let programs: Programs;

  const there = (command: string): Promise<string> => site.there(command);
  const show = (unit: string, property: string) => there(`systemctl show --property ${property} --value ${unit}`);
  const isOnline = async () => (await site.cluster.operator.ok(['node', 'list'])).includes('online');

  beforeAll(async () => {
    await requireMachines();
    programs = await packagedPrograms();
    site = await SshSite.start({ systemd: true });
  }, PACKAGING_MS);

  afterAll(() => site?.dispose());

  test('an agent is a service that comes back by itself', async () => {
    const created = await site.create('prod-1', programs.agent);
    expect(created.code, created.stderr).toBe(0);
    expect(created.stderr).toContain('started the agent as a service');
    expect(created.stderr).not.toContain('background');
    expect(await there(`systemctl is-enabled ${AGENT} && systemctl is-active ${AGENT}`)).toBe('enabled\nactive');
    const before = await show(AGENT, 'MainPID');
    await there(`systemctl kill --signal KILL ${AGENT}`);
    const isAnother = async () => !['0', before].includes(await show(AGENT, 'MainPID'));
    await eventually(isAnother, { describe: 'another agent' });
    await eventually(isOnline, { describe: 'it to be online' });
  });

  test('an agent that is no good is put back, and its unit with it', async () => {
    const unit = await there(`cat /etc/systemd/system/${AGENT}.service`);
    const path = join(site.cluster.network.stateDir, 'pretender');
    const says = `echo '[Service]'; echo 'ExecStart=/usr/local/bin/${AGENT} run --state-dir DIR'`;
    await writeFile(path, `#!/bin/sh\ncase $1 in version) echo 9.9.9 ;; unit) ${says} ;; *) exit 1 ;; esac\n`);
    await chmod(path, 0o755);
    const upgraded = await site.run(['agent', 'upgrade', 'prod-1', '--binary', path, '--timeout', '20s']);
    expect(upgraded, upgraded.stderr).toMatchObject({ code: 1 });
    expect(upgraded.stderr).toContain('the new agent does not work on prod-1; the one from before is back');
    expect(await there(`cat /etc/systemd/system/${AGENT}.service`)).toBe(unit);
    expect(await isOnline()).toBe(true);
  });

  test('an agent that is uninstalled leaves no unit behind', async () => {
    const uninstalled = await site.run(['agent', 'uninstall', 'prod-1', '--yes']);
    expect(uninstalled.code, uninstalled.stderr).toBe(0);
    expect(await show(AGENT, 'LoadState')).toBe('not-found');
    expect(await there('ls /usr/local/bin /var/lib')).not.toContain('devopsellence');
  });

  test('control plane and agent are both services, the one without rights', async () => {
    const said = await there(`${programs.cli} solo up 2>&1`);
    expect(said).toContain('This machine is a control plane at 127.0.0.1:7443, and its node solo.');
    expect(said).not.toContain('background');
    const pid = await show(CONTROL_PLANE, 'MainPID');
    expect(await there(`stat -c %u /proc/${pid}`)).not.toBe('0');
    expect(await there(`systemctl is-active ${CONTROL_PLANE} ${AGENT}`)).toBe('active\nactive');
    await there(`${programs.cli} solo down --yes`);
    expect([await show(AGENT, 'LoadState'), await show(CONTROL_PLANE, 'LoadState')]).toEqual([
      'not-found',
      'not-found',
    ]);
    expect(await there('ls /usr/local/bin /var/lib /var/lib/private')).not.toContain('devopsellence');
  });
});
