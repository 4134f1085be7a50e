import { chmod, mkdir, open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packagedAgent, packagedPrograms } from '../harness/binaries.js';
import { run } from '../harness/command.js';
import { eventually } from '../harness/eventually.js';
import { type CommandResult, Operator } from '../harness/operator.js';
import type { Programs } from '../harness/programs.js';
import { requireMachines } from '../harness/requirements.js';
import { SshSite } from '../harness/ssh-site.js';

const PACKAGING_MS = 900_000;
const AGENT = '/usr/local/bin/devopsellence-agent';

/** An agent by its words, which does this when it is to work. */
const pretender = (work: string, version = '9.9.9'): string => `#!/bin/sh
case $1 in
  version) echo ${version} ;;
  unit) echo 'ExecStart=${AGENT} run --state-dir DIR' ;;
  *) echo 'this one is no good'; ${work} ;;
esac
`;

describe('the agent of a node that is upgraded over SSH', () => {
  let site: SshSite;
  let programs: Programs;
  let next: string;
  let workloads: string;
  let files: string;

  const upgrade = (binary: string, ...more: string[]): Promise<CommandResult> =>
    site.run(['agent', 'upgrade', 'prod-1', '--binary', binary, '--timeout', '20s', ...more]);
  const there = (command: string): Promise<string> => site.there(command);
  const node = async () => {
    const { nodes } = await site.cluster.operator.json(['node', 'list']);
    return Array.isArray(nodes) ? (nodes[0] as unknown) : null;
  };
  /** Containers with when they were started. */
  const containers = (): Promise<string> =>
    site.machine.docker(['inspect', '--format', '{{.Id}} {{.State.StartedAt}} {{.State.Running}}', workloads]);
  const program = async (name: string, text: string): Promise<string> => {
    const path = join(files, name);
    await writeFile(path, text);
    await chmod(path, 0o755);
    return path;
  };

  /** Tries an agent that is no good: it fails, and the node is online with the version it had. */
  const fails = async (binary: string, version: string): Promise<CommandResult> => {
    const before = await containers();
    const installed = await there(`sha256sum ${AGENT}`);
    const result = await upgrade(binary);
    expect(result, result.stderr).toMatchObject({ code: 1 });
    expect(await node()).toMatchObject({ connection: 'online', agent_version: version });
    expect(await there(`sha256sum ${AGENT}`)).toBe(installed);
    expect(await containers()).toBe(before);
    return result;
  };

  beforeAll(async () => {
    await requireMachines();
    programs = await packagedPrograms();
    next = await packagedAgent('0.2.0');
    site = await SshSite.start();
    files = join(site.cluster.network.stateDir, 'files');
    await mkdir(files);
    const created = await site.create('prod-1', programs.agent, '--labels', 'web,worker');
    expect(created.code, created.stderr).toBe(0);
    workloads = await site.deploy('prod-1');
  }, PACKAGING_MS);

  afterAll(() => site?.dispose());

  test('stays when the same is there already', async () => {
    const pid = await there('cat /run/devopsellence-agent.pid');
    const again = await upgrade(programs.agent);
    expect(again.code, again.stderr).toBe(0);
    expect(again.stdout).toContain('already; nothing was changed');
    expect(await there('cat /run/devopsellence-agent.pid')).toBe(pid);
  });

  test('stays when the other is no program, one for another machine, or another program', async () => {
    const foreign = join(files, 'foreign');
    await run('cp', [programs.agent, foreign]);
    const file = await open(foreign, 'r+');
    // The machine that an ELF file is for: AArch64.
    await file.write(Buffer.from([0xb7, 0]), 0, 2, 18);
    await file.close();
    const pid = await there('cat /run/devopsellence-agent.pid');
    const text = await upgrade(await program('text', 'no program'));
    expect(text).toMatchObject({ code: 2, stderr: expect.stringContaining('text is no program') });
    for (const binary of [foreign, programs.controlPlane]) {
      const { stderr } = await fails(binary, '0.1.0');
      expect(stderr).toContain('the new agent cannot run on prod-1; the one from before was not touched');
    }
    expect(await there('cat /run/devopsellence-agent.pid')).toBe(pid);
    expect(await there('ls /usr/local/bin')).not.toMatch(/agent\.(new|previous)/);
  });

  test.each([
    ['ends at once', 'exit 1'],
    ['never connects', 'while :; do sleep 1; done'],
  ])('is put back when the other %s', async (_, work) => {
    const { stderr } = await fails(await program('pretender', pretender(work)), '0.1.0');
    expect(stderr).toContain('the new agent does not work on prod-1; the one from before is back');
    expect(stderr).toContain('this one is no good');
  });

  test('is put back when the other connects, but does not stay', async () => {
    const serve = `${AGENT}.previous run --state-dir /var/lib/devopsellence-agent > /run/pretended 2>&1 &`;
    const connected = "until grep -qs 'connected to the control plane' /run/pretended; do sleep 0.1; done";
    const work = `${serve} ${connected}; sleep 2; kill $!; wait; exit 1`;
    const { stderr } = await fails(await program('pretender', pretender(work, '0.1.0')), '0.1.0');
    expect(stderr).toContain('prod-1 came online with agent 0.1.0, but that ended again');
  });

  test('is replaced, and nothing that runs there is touched', async () => {
    const [before, old] = [await containers(), await there(`sha256sum < ${AGENT}`)];
    const upgraded = await upgrade(next);
    expect(upgraded, upgraded.stderr).toMatchObject({
      code: 0,
      stdout: 'prod-1 runs agent 0.2.0, before 0.1.0.\n',
    });
    expect(await node()).toMatchObject({ connection: 'online', agent_version: '0.2.0' });
    expect(await containers()).toBe(before);
    expect(await there(`sha256sum < ${AGENT}.previous`)).toBe(old);
  });

  test('is the one that worked last, also when an upgrade was killed in its middle', async () => {
    const good = await there(`sha256sum < ${AGENT}`);
    const bad = await program('pretender', pretender('while :; do sleep 1; done'));
    const killed = site.start(['agent', 'upgrade', 'prod-1', '--binary', bad, '--json']);
    await killed.json((line) => String(line.step).startsWith('put agent 9.9.9'), 'the bad agent to be there');
    await eventually(
      async () => (await there('cat /proc/$(cat /run/devopsellence-agent.pid)/cmdline')).includes('sh'),
      {
        describe: 'the bad agent to run',
      },
    );
    await killed.kill();
    const again = await upgrade(bad);
    expect(again, again.stderr).toMatchObject({ code: 1 });
    expect(await there(`sha256sum < ${AGENT}`)).toBe(good);
    const isBack = async () => {
      expect(await node()).toMatchObject({ connection: 'online', agent_version: '0.2.0' });
      return true;
    };
    await eventually(isBack, { describe: 'the node to be online again' });
  });

  test('is replaced by an operator on another machine, who was told no host', async () => {
    const colleague = new Operator(join(site.cluster.network.stateDir, 'colleague'));
    await mkdir(colleague.home);
    const { controlPlane } = site.cluster;
    await colleague.ok(['login', controlPlane.operator, '--token', await controlPlane.ownerToken()]);
    const before = await containers();
    const upgraded = await site.run(['agent', 'upgrade', '--all', '--binary', programs.agent], colleague);
    expect(upgraded, upgraded.stderr).toMatchObject({
      code: 0,
      stdout: 'prod-1 runs agent 0.1.0, before 0.2.0.\n',
    });
    expect(await containers()).toBe(before);
  });
});
