import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cluster, startCluster } from '../harness/cluster.js';
import { httpGet } from '../harness/http-get.js';

const STAY = 'trap "exit 0" TERM; while :; do sleep 3600 & wait; done';

function config(volume: boolean): string {
  const mount = volume ? '    volumes: [{ source: data, target: /data }]\n' : '';
  const service = `  job:\n    image: busybox:1.36\n    args: [sh, -c, '${STAY}']\n${mount}`;
  return `schema_version: 1\norganization: acme\nproject: batch\nrollout: { stable_for: 0s }\nservices:\n${service}`;
}

describe('a machine seen from afar, on a real engine', () => {
  let cluster: Cluster;
  let cwd: string;

  const docker = (...args: string[]) => cluster.machine('vm1').docker(args);
  const run = (...words: string[]) => cluster.operator.run(words, { cwd });
  const volumes = async () => {
    const { stdout } = await run('volume', 'list', '--node', 'vm1', '--sizes', '--json');
    return (JSON.parse(stdout) as { volumes: { name: string; used_by: string[]; wanted_by: string[] }[] }).volumes;
  };
  const deploy = async (volume: boolean) => {
    cwd = await cluster.operator.app('batch', { 'devopsellence.yml': config(volume) });
    await cluster.operator.ok(['deploy'], { cwd });
  };

  beforeAll(async () => {
    cluster = await startCluster({ machines: ['vm1'], images: ['busybox:1.36'] });
    cwd = await cluster.operator.app('batch', { 'devopsellence.yml': config(true) });
    await cluster.operator.ok(['node', 'attach', 'vm1'], { cwd });
    await deploy(true);
    await docker('volume', 'create', 'foreign');
  });

  afterAll(async () => {
    await cluster?.dispose();
  });

  it('keeps a volume as long as something wants it, and removes it only then, by its name', async () => {
    const [data, ...others] = await volumes();
    expect(others).toEqual([]);
    expect(data).toMatchObject({ wanted_by: ['acme/batch/production job'], used_by: [expect.any(String)] });
    const name = data?.name ?? '';
    const remove = (volume: string) => run('volume', 'remove', volume, '--node', 'vm1', '--yes');
    expect(await remove(name)).toMatchObject({ code: 1, stderr: expect.stringContaining('is wanted by') });
    await deploy(false);
    expect(await volumes()).toMatchObject([{ name, wanted_by: [], used_by: [] }]);
    expect(await remove('foreign')).toMatchObject({ code: 1, stderr: expect.stringContaining('there is no volume') });
    expect(await remove(name)).toMatchObject({ code: 0 });
    expect((await docker('volume', 'ls', '--quiet')).trim()).toBe('foreign');
  });

  it('has an agent that monitoring on the machine can ask', async () => {
    const page = async (path: string) => await httpGet(cluster.machine('vm1'), `http://127.0.0.1:7481${path}`);
    expect(await page('/healthz')).toEqual({ status: 200, body: 'ok\n' });
    expect(await page('/readyz')).toEqual({ status: 200, body: 'ready\n' });
    const { body } = await page('/metrics');
    expect(body).toContain('devopsellence_session_connected 1\n');
    expect(body).toContain('devopsellence_services{state="running"} 1\n');
    expect(body).toMatch(/devopsellence_engine_calls_total\{call="createContainer",outcome="ok"\} [1-9]/);
  });

  it('is in good health, and says what is wrong once its engine is stopped', async () => {
    const well = await run('node', 'diagnose', 'vm1');
    expect(well.stdout).toContain('overlay2');
    await cluster.machine('vm1').stopDocker();
    const ill = await run('node', 'diagnose', 'vm1', '--json');
    await cluster.machine('vm1').startDocker();
    expect(ill.code).toBe(1);
    expect(JSON.parse(ill.stdout)).toMatchObject({
      findings: expect.arrayContaining([expect.objectContaining({ code: 'engine_unavailable' })]) as unknown,
    });
  });
});
