import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../harness/eventually.js';
import { InProcessCluster } from '../harness/in-process.js';
import { aWeb, type ServiceConfig } from './app-config.js';
import { TestApp } from './test-app.js';

const release = (name: string): Readonly<Record<string, ServiceConfig>> => ({ web: aWeb({ args: ['serve', name] }) });

describe('a restore while agents are ahead of the backup', () => {
  let cluster: InProcessCluster;

  beforeAll(async () => {
    cluster = await InProcessCluster.start({ nodes: ['n1', 'n2'] });
  });

  afterAll(() => cluster?.dispose());

  /** An app whose second release was deployed after a backup that is restored now. */
  async function restored(project: string): Promise<{ readonly app: TestApp; readonly saved: string }> {
    const app = await TestApp.deployed(cluster, { project, nodes: ['n1', 'n2'], services: release('first') });
    const { backup } = await cluster.operator.json(['backup', 'create']);
    await app.configure(release('second'));
    await app.ok('deploy');
    const saved = await restore(idOf(backup));
    return { app, saved };
  }

  /** Resolves to the id of the backup of what was there before, once the nodes are back. */
  async function restore(backup: string): Promise<string> {
    const { ok, restore: done } = await cluster.operator.json(['backup', 'restore', backup, '--yes']);
    expect(ok).toBe(true);
    await cluster.online('n1', 'n2');
    return String((done as { readonly saved_backup?: unknown }).saved_backup);
  }

  const findings = async () => {
    const document = await cluster.operator.json(['doctor', '--fleet']);
    return (document.findings as readonly { readonly code: string; readonly message: string }[]).map(
      ({ code }) => code,
    );
  };

  /** What the web containers of the app that run were started with. */
  const running = (project: string) =>
    cluster.nodes.map((node) =>
      node.runningOf('web', `${project}-`).map(({ created }) => created.definition.command.at(-1)),
    );

  it('leaves them with what they run, says so, and goes on with the next deploy', async () => {
    const { app } = await restored('forward');
    const before = app.containers();
    expect(running('forward')).toEqual([['second'], ['second']]);
    const status = await app.ok('status');
    expect(status).toContain('held: the restored control plane knows an older release');
    expect(status).toContain('n1: held since the restore');
    expect(await findings()).toEqual(expect.arrayContaining(['nodes_held', 'restored_from_backup']));
    expect(app.containers()).toEqual(before);
    await app.configure(release('third'));
    const deployed = await app.json('deploy');
    expect(deployed).toMatchObject({ ok: true, findings: [{ code: 'node_held' }] });
    expect(running('forward')).toEqual([['third'], ['third']]);
    expect(await findings()).not.toContain('nodes_held');
    expect(await app.ok('status')).not.toContain('held');
  });

  it('goes back to what the backup has only when that is asked for', async () => {
    const { app } = await restored('backward');
    expect(running('backward')).toEqual([['second'], ['second']]);
    await app.ok('apply');
    expect(running('backward')).toEqual([['first'], ['first']]);
    expect(await findings()).not.toContain('nodes_held');
  });

  it('changes other environments on a node only when somebody agrees to that', async () => {
    const other = await TestApp.deployed(cluster, { project: 'other', nodes: ['n1'], services: release('first') });
    const app = await TestApp.deployed(cluster, { project: 'mine', nodes: ['n1'], services: release('first') });
    const scope = ['--org', 'acme', '--project', 'mine'];
    const limited = await app.json('token', 'create', '--name', 'limited', '--role', 'deployer', ...scope);
    const { backup } = await cluster.operator.json(['backup', 'create']);
    for (const each of [other, app]) {
      await each.configure(release('second'));
      await each.ok('deploy');
    }
    await restore(idOf(backup));
    const before = other.containers();
    for (const words of [['deploy'], ['deploy', '--dry-run'], ['apply'], ['node', 'detach', 'n1', '--yes']]) {
      const refused = await app.run(...words);
      expect([words, refused.code]).toEqual([words, 1]);
      expect(refused.stderr).toContain('acme/other/production');
      expect(refused.stderr).toContain('--take-back');
    }
    const env = {
      DEVOPSELLENCE_SERVER: cluster.controlPlane.operator,
      DEVOPSELLENCE_TOKEN: String(limited.token_text),
    };
    const told = await cluster.operator.run(['deploy'], { cwd: app.folder, env });
    expect(told.stderr).toContain('this would also change there: what else is there');
    expect(told.stderr).not.toContain('other');
    expect(running('mine')[0]).toEqual(['second']);
    expect(other.containers()).toEqual(before);
    await app.ok('deploy', '--take-back');
    await other.ok('deploy');
    expect([running('mine')[0], running('other')[0]]).toEqual([['second'], ['second']]);
  });

  it('can be taken back, and nothing that runs has noticed', async () => {
    const { app, saved } = await restored('regretted');
    const before = app.containers();
    await restore(saved);
    expect(app.containers()).toEqual(before);
    await app.ok('deploy');
    expect(app.containers()).toEqual(before);
    expect(running('regretted')).toEqual([['second'], ['second']]);
  });

  it('gives a node that was away what the backup has, as it has accepted nothing newer', async () => {
    const app = await TestApp.deployed(cluster, { project: 'away', nodes: ['n1', 'n2'], services: release('first') });
    await cluster.takeOffline('n2');
    const { backup } = await cluster.operator.json(['backup', 'create']);
    await app.configure(release('second'));
    await app.ok('deploy');
    await cluster.operator.ok(['backup', 'restore', idOf(backup), '--yes']);
    await cluster.node('n2').start();
    await cluster.online('n1', 'n2');
    expect(running('away')).toEqual([['second'], ['first']]);
    await app.ok('deploy');
    expect(running('away')).toEqual([['second'], ['second']]);
  });

  it('refuses a node that joined since, whose services run on', async () => {
    const { backup } = await cluster.operator.json(['backup', 'create']);
    await cluster.addNode('n3');
    await cluster.online('n3');
    const app = await TestApp.deployed(cluster, { project: 'newer', nodes: ['n3'], services: release('only') });
    const before = app.containers();
    const { restore: done } = await cluster.operator.json(['backup', 'restore', idOf(backup), '--yes']);
    expect(done).toMatchObject({ is_gone: { nodes: [{ name: 'n3' }], environments: ['acme/newer/production'] } });
    await cluster.online('n1', 'n2');
    await eventually(() => cluster.log.text.includes('this node was removed'), { describe: 'n3 is refused' });
    expect(app.containers()).toEqual(before);
  });
});

function idOf(backup: unknown): string {
  return String((backup as { readonly id?: unknown }).id);
}
