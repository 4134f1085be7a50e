import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cluster, startCluster } from '../harness/cluster.js';
import { eventually } from '../harness/eventually.js';
import { type Registry, startRegistry } from '../harness/registry.js';
import { readStatus, serviceOn } from '../harness/status-document.js';

const FOREVER = 'trap "exit 0" TERM; while :; do sleep 3600 & wait; done';

interface Wanted {
  readonly args?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** A command that has to succeed before the worker is ready. */
  readonly readiness?: readonly string[];
  readonly onFailure?: 'rollback' | 'stop';
}

/** A worker of an image whose tag moves on with each release. */
describe('going back to what ran before, on a real engine', () => {
  let cluster: Cluster;
  let registry: Registry;
  let app: string;
  /** `REPOSITORY@sha256:…` of each thing the tag has meant, oldest first. */
  const pushed: string[] = [];

  const docker = (...args: string[]) => cluster.machine('vm1').docker(args);
  const run = (...args: string[]) => cluster.operator.run(args, { cwd: app });
  const job = async () => serviceOn(await readStatus(cluster.operator, app), 'vm1', 'job');

  function config({ args = FOREVER, env = {}, readiness, onFailure = 'rollback' }: Wanted): string {
    const probe = readiness === undefined ? {} : { readiness: { command: readiness, interval: '200ms', retries: 5 } };
    return JSON.stringify({
      schema_version: 1,
      organization: 'acme',
      project: 'batch',
      rollout: { stable_for: '1s', on_failure: onFailure },
      services: {
        job: {
          image: `${registry.host}/acme/job:1`,
          args: ['sh', '-c', args],
          env,
          secret_refs: [{ name: 'PASSWORD', secret: 'password' }],
          stop_grace_period: '1s',
          ...probe,
        },
      },
    });
  }

  const write = (wanted: Wanted = {}) => cluster.operator.app('batch', { 'devopsellence.yml': config(wanted) });

  /** Lets the tag mean something else from now on; the machine keeps nothing of it. */
  async function moveTag(meaning: string): Promise<void> {
    const id = await docker('create', 'busybox:1.36', 'true');
    const image = `job:${meaning}`;
    await docker('commit', '--change', `ENV MEANING=${meaning}`, id, image);
    await docker('rm', id);
    pushed.push(await registry.push(cluster.machine('vm1'), image, 'acme/job:1'));
    await docker('rmi', '--force', image);
  }

  /** What the running container has in its environment. */
  async function environmentOfJob(): Promise<string> {
    const [id = ''] = (await docker('ps', '--quiet', '--filter', 'label=devopsellence.service=job')).split('\n');
    return await docker('exec', id, 'env');
  }

  beforeAll(async () => {
    cluster = await startCluster({ machines: ['vm1'], images: ['busybox:1.36'] });
    registry = await startRegistry(cluster.network);
    app = await write();
    await cluster.operator.ok(['node', 'attach', 'vm1'], { cwd: app });
    for (const [index, meaning] of ['first', 'second'].entries()) {
      const password = { cwd: app, input: `password of ${meaning}` };
      await cluster.operator.ok(['secret', 'set', 'password', '--service', 'job', '--stdin'], password);
      await moveTag(meaning);
      const deployed = await run('deploy');
      expect([index, deployed.code, deployed.stderr]).toEqual([index, 0, expect.anything()]);
      expect(await environmentOfJob()).toContain(`MEANING=${meaning}`);
    }
  });

  afterAll(async () => {
    await cluster?.dispose();
  });

  it('keeps the image of the release before on the node, and says so', async () => {
    const shown = await cluster.operator.json(['release', 'show', '1'], { cwd: app });
    expect(shown).toMatchObject({
      release: { number: 1, settled: true, current: false },
      services: [{ name: 'job', in_registry: true, kept_on: ['vm1'], missing_on: [] }],
      differences: [expect.stringContaining('replace job')],
    });
    expect(await docker('images', '--digests', '--no-trunc')).toContain(pushed[0]?.split('@')[1]);
  });

  it('pulls it by its digest where it is gone, whatever its tag means by now', async () => {
    const [first = ''] = pushed;
    await docker('rmi', '--force', first);
    await moveTag('third');
    expect(await cluster.operator.json(['release', 'show', '1'], { cwd: app })).toMatchObject({
      services: [{ kept_on: [], missing_on: ['vm1'] }],
    });
    const rolledBack = await run('release', 'rollback');
    expect(rolledBack.stdout + rolledBack.stderr).toContain('Settled');
    expect(rolledBack.stderr).toContain('data is as it is now');
    expect(first.endsWith((await job()).image_digest)).toBe(true);
    expect(await environmentOfJob()).toContain('MEANING=first');
  });

  it("gives it today's secrets", async () => {
    expect(await environmentOfJob()).toContain('PASSWORD=password of second');
  });

  it('puts a worker back whose successor never becomes ready, by rolling back', async () => {
    await write({ readiness: ['false'] });
    const failed = await run('deploy');
    expect(failed.code).toBe(1);
    expect(failed.stderr).toContain('and was rolled back');
    expect(failed.stderr).toContain('service job failed on node vm1');
    const isBack = async () => {
      const { ready, image_digest: digest } = await job();
      return ready && pushed[0]?.endsWith(digest) === true;
    };
    await eventually(isBack, { describe: 'the worker to be back' });
    expect(await environmentOfJob()).toContain('MEANING=first');
  });

  it('puts the same container back at once where the release stops on failure, and says what failed', async () => {
    const before = await docker('ps', '--quiet', '--no-trunc');
    await write({ args: 'echo no such queue; exit 3', onFailure: 'stop' });
    const failed = await run('deploy');
    expect(failed.code).toBe(1);
    expect(failed.stderr).toContain('exited with code 3');
    expect(failed.stderr).toContain('no such queue');
    await eventually(async () => (await docker('ps', '--quiet', '--no-trunc')) === before, {
      describe: 'the container of before, and no other',
    });
    const { deployments } = await cluster.operator.json(['deployment', 'list'], { cwd: app });
    expect(deployments).toMatchObject([
      { state: 'failed', reason: expect.stringContaining('no such queue') },
      {},
      {},
      {},
      {},
    ]);
  });
});
