import { AppError } from '@devopsellence/core';
import { FakeClock } from '@devopsellence/runtime/testing';
import { describe, expect, it } from 'vitest';
import type { AppImage, ControlPlaneClient, DeployRequest } from '../client/control-plane-client.js';
import type { DeploymentProgress } from '../client/status.js';
import { aDeployReply, aProgress, aService, PRODUCTION } from '../testing/builders.js';
import { cli, documentsIn, folder, LOGGED_IN, NOW, programs, SHOP_CONFIG, shop } from '../testing/cli.js';
import { brokenStreamOf, streamOf, unavailable } from '../testing/fake-client.js';
import { FakeIo } from '../testing/fake-io.js';

const COMMIT = '3f2a91c0d4e5f60718293a4b5c6d7e8f90a1b2c3';
const env = LOGGED_IN;

const waitingWeb = aService({
  state: 'waiting',
  ready: false,
  settled: false,
  waitingOn: [{ reason: 'dependency', subject: 'redis', detail: 'on redis: not ready yet', since: NOW }],
});
const startingRedis = aService({ name: 'redis', role: 'worker', state: 'starting', ready: false, settled: false });
const settledRedis = aService({ name: 'redis', role: 'worker' });

/** A deploy that is followed from waiting to settled. */
function settling(): Partial<ControlPlaneClient> {
  return {
    deploy: () => Promise.resolve(aDeployReply()),
    watchDeployment: () =>
      streamOf(
        aProgress('running', [startingRedis, waitingWeb]),
        aProgress('running', [settledRedis, waitingWeb]),
        aProgress('settled', [settledRedis, aService()]),
      ),
  };
}

const git = { 'git rev-parse': { stdout: `${COMMIT}\n` }, 'git status': { stdout: '' } };

async function inShop(
  words: string,
  client: Partial<ControlPlaneClient>,
  answers: Parameters<typeof programs>[0] = git,
) {
  return cli(words, { cwd: await shop(), env, client, outside: { runProgram: programs(answers).run } });
}

describe('deploy', () => {
  it('shows the plan, then each step, then how it ended', async () => {
    const result = await inShop('deploy --image shop:1', settling());
    expect(result).toMatchObject({
      exitCode: 0,
      stdout:
        'prod-1\n  + create redis\n  ~ replace web (start-first): image changed\n' +
        'Settled: acme/shop production runs revision 3f2a91c0d4e5: 1 create, 1 replace on 1 node (0.0 s).\n',
      stderr:
        '   0.0 s  prod-1 redis: starting\n' +
        '   0.0 s  prod-1 web: waiting (on redis: not ready yet)\n' +
        '   0.0 s  prod-1 redis: settled\n' +
        '   0.0 s  prod-1 web: settled\n',
    });
  });

  it('hands over the spec, the commit, the image and a request token', async () => {
    const asked: DeployRequest[] = [];
    const deploy = (request: DeployRequest) => {
      asked.push(request);
      return Promise.resolve(aDeployReply({ deploymentId: null }));
    };
    await inShop('deploy --image shop:1 --dry-run --env staging', { deploy });
    expect(asked).toMatchObject([
      {
        environment: { ...PRODUCTION, environment: 'staging' },
        revision: COMMIT,
        appImage: { reference: 'shop:1', id: null, manifest: null },
        dryRun: true,
        requestToken: 'request-1',
      },
    ]);
    expect(JSON.parse(asked[0]?.spec ?? '')).toMatchObject({
      environment: 'staging',
      services: [{ name: 'redis' }, { name: 'web' }],
    });
  });

  it('--dry-run shows the plan and follows nothing', async () => {
    const deploy = () => Promise.resolve(aDeployReply({ releaseId: null, deploymentId: null }));
    expect(await inShop('deploy --image shop:1 --dry-run', { deploy })).toMatchObject({
      exitCode: 0,
      stdout:
        'prod-1\n  + create redis\n  ~ replace web (start-first): image changed\n' +
        'Would change: 1 create, 1 replace on 1 node. This was a dry run: nothing was changed.\n',
      stderr: '',
    });
  });

  it('says that there is nothing to change', async () => {
    const unchanged = { kind: 'unchanged', service: 'web', order: 'start-first', reasons: [] } as const;
    const deploy = () =>
      Promise.resolve(
        aDeployReply({ unchanged: true, plan: [{ node: 'prod-1', connection: 'online', changes: [unchanged] }] }),
      );
    const result = await inShop('deploy --image shop:1', {
      ...settling(),
      deploy,
      watchDeployment: () => streamOf(aProgress('settled', [aService()])),
    });
    expect(result).toMatchObject({
      exitCode: 0,
      stdout: 'prod-1\n  = 1 unchanged\nNothing to change: acme/shop production runs revision 3f2a91c0d4e5 (0.0 s).\n',
      stderr: '',
    });
  });

  it('streams JSON, the result last', async () => {
    const { exitCode, stdout, stderr } = await inShop('deploy --image shop:1 --json', settling());
    const documents = documentsIn(stdout);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(documents).toHaveLength(6);
    expect(documents[0]).toMatchObject({
      event: 'started',
      operation: 'deploy',
      schema_version: 1,
      ...PRODUCTION,
      dry_run: false,
      release: '01RELEASE',
      deployment: { id: '01DEPLOYMENT', state: 'running' },
      unchanged: false,
    });
    expect(documents[2]).toMatchObject({
      event: 'progress',
      deployment: { id: '01DEPLOYMENT', state: 'running' },
      node: 'prod-1',
      service: 'web',
      state: 'waiting',
      detail: 'on redis: not ready yet',
    });
    expect(documents.at(-1)).toMatchObject({
      event: 'result',
      ok: true,
      operation: 'deploy',
      schema_version: 1,
      environment: 'production',
      release: '01RELEASE',
      deployment: { id: '01DEPLOYMENT', state: 'settled' },
      unchanged: false,
      nodes: [{ name: 'prod-1' }],
    });
  });

  it('names a release outside of git by what it is made of', async () => {
    const revisions: string[] = [];
    const deploy = ({ revision }: DeployRequest) => {
      revisions.push(revision);
      return Promise.resolve(aDeployReply({ deploymentId: null }));
    };
    await inShop('deploy --image shop:1 --dry-run', { deploy }, {});
    await inShop('deploy --image shop:1 --dry-run', { deploy }, {});
    await inShop('deploy --image shop:2 --dry-run', { deploy }, {});
    expect(new Set(revisions).size).toBe(2);
    expect(revisions[0]).toMatch(/^[0-9a-f]{40}$/);
  });

  it('warns when the commit does not say what is deployed', async () => {
    const dirty = { ...git, 'git status': { stdout: ' M app.js\n' } };
    const result = await inShop('deploy --image shop:1', settling(), dirty);
    expect(result.exitCode).toBe(0);
    expect(result.stderr).toContain(
      'Warning: the worktree has changes that are not in the commit 3f2a91c0d4e5, by which the release is named\n  Try: git status --short\n',
    );
  });
});

describe('a deploy that does not settle', () => {
  const failing = aService({ state: 'failed', ready: false, settled: false, lastError: 'exit code 1: no such table' });

  it.each([
    ['failed', {}, 1, 'deployment 01DEPLOYMENT failed after 4.0 s'],
    ['rolled_back', {}, 1, 'deployment 01DEPLOYMENT failed and was rolled back'],
    ['cancelled', {}, 1, 'deployment 01DEPLOYMENT was cancelled'],
    ['failed', { deadlineAt: NOW + 4_000 }, 3, 'deployment 01DEPLOYMENT did not settle in time (4.0 s)'],
    [
      'rolled_back',
      { deadlineAt: NOW + 4_000 },
      3,
      'deployment 01DEPLOYMENT did not settle in time (4.0 s) and was rolled back',
    ],
  ] as const)('%s %j → exit code %i', async (state, deployment, exitCode, message) => {
    const watchDeployment = () => streamOf(aProgress(state, [failing], { ...deployment, reason: 'web is failing' }));
    const result = await inShop('deploy --image shop:1', { ...settling(), watchDeployment });
    expect(result.exitCode).toBe(exitCode);
    expect(result.stderr).toContain(
      `Error: ${message}\n  web is failing\n  prod-1 web: failed; exit code 1: no such table\n` +
        'Try: devopsellence status --service web --node prod-1\nTry: devopsellence logs web --node prod-1\n' +
        'Try: devopsellence status\n',
    );
  });

  it('was superseded: says by what, and nothing of services that had no time', async () => {
    const reason = 'superseded by deployment 02NEWER, started by ann';
    const outcome = { isSuccess: false, exitCode: null, startedAt: NOW, endedAt: NOW, reason, lastLines: ['half'] };
    const task = { task: 'release', node: 'prod-1', runId: 'run-1', waitingOn: [], outcome };
    const watchDeployment = () => streamOf(aProgress('superseded', [failing], { reason, task }));
    const result = await inShop('deploy --image shop:1', { ...settling(), watchDeployment });
    expect(result.exitCode).toBe(1);
    expect(result.stderr).toContain(
      'Error: deployment 01DEPLOYMENT was superseded by a newer one\n  superseded by deployment 02NEWER, started by ann\n' +
        'Try: devopsellence deployment list\nTry: devopsellence status --watch\n',
    );
    const json = await inShop('deploy --image shop:1 --json', { ...settling(), watchDeployment });
    expect(json.exitCode).toBe(1);
    expect(documentsIn(json.stdout).at(-1)).toMatchObject({
      ok: false,
      error: { code: 'deployment_superseded' },
      deployment: { state: 'superseded', reason },
    });
  });

  it('shows what a task that failed wrote last, whose container is gone by then', async () => {
    const outcome = { isSuccess: false, exitCode: 7, startedAt: NOW, endedAt: NOW, reason: 'exited with code 7' };
    const task = {
      task: 'release',
      node: 'prod-1',
      runId: 'run-1',
      waitingOn: [],
      outcome: { ...outcome, lastLines: ['first', 'boom'] },
    };
    const watchDeployment = () => streamOf(aProgress('rolled_back', [aService()], { task }));
    const { stderr } = await inShop('deploy --image shop:1', { ...settling(), watchDeployment });
    expect(stderr).toContain('  prod-1 task release: first\n  prod-1 task release: boom\n');
    expect(stderr).toContain('Try: devopsellence deployment show 01DEPLOYMENT\n');
  });

  it('ends its JSON with an error that has the deployment', async () => {
    const watchDeployment = () => streamOf(aProgress('failed', [failing]));
    const { stdout } = await inShop('deploy --image shop:1 --json', { ...settling(), watchDeployment });
    expect(documentsIn(stdout).at(-1)).toMatchObject({
      event: 'error',
      ok: false,
      error: { code: 'deployment_failed' },
      deployment: { state: 'failed' },
    });
  });

  it('is refused with the failure of the control plane', async () => {
    const refusal = new AppError('missing_secret', {
      message: 'web needs the secret DATABASE_URL, which is not set',
      nextActions: ['devopsellence secret set DATABASE_URL --stdin'],
    });
    expect(await inShop('deploy --image shop:1', { deploy: () => Promise.reject(refusal) })).toMatchObject({
      exitCode: 1,
      stdout: '',
      stderr:
        'Error: web needs the secret DATABASE_URL, which is not set\nTry: devopsellence secret set DATABASE_URL --stdin\n',
    });
  });
});

describe('a control plane that goes away', () => {
  it('is asked to deploy again with the same token', async () => {
    const tokens: string[] = [];
    const deploy = ({ requestToken }: DeployRequest) => {
      tokens.push(requestToken);
      return tokens.length < 3 ? Promise.reject(unavailable()) : Promise.resolve(aDeployReply());
    };
    const result = await inShop('deploy --image shop:1', { ...settling(), deploy });
    expect(result.exitCode).toBe(0);
    expect(tokens).toEqual(['request-1', 'request-1', 'request-1']);
    expect(result.stderr).toContain('the control plane at cp:7443 does not answer, trying again\n');
  });

  it('is given up after half a minute without any answer', async () => {
    const result = await inShop('deploy --image shop:1', { deploy: () => Promise.reject(unavailable()) });
    expect(result.exitCode).toBe(1);
    expect(result.stderr).toMatch(/Error: the control plane at cp:7443 does not answer\n$/);
  });

  it('is connected to again while following', async () => {
    let connections = 0;
    const watchDeployment = () => {
      connections += 1;
      if (connections === 1) return brokenStreamOf(aProgress('running', [startingRedis, waitingWeb]));
      if (connections === 2) return brokenStreamOf<DeploymentProgress>();
      return streamOf(aProgress('settled', [settledRedis, aService()]));
    };
    const result = await inShop('deploy --image shop:1', { ...settling(), watchDeployment });
    expect(result.exitCode).toBe(0);
    expect(connections).toBe(3);
    expect(result.stderr.match(/does not answer; connecting again/g)).toHaveLength(1);
  });

  it('is lost sight of after five minutes', async () => {
    const result = await inShop('deploy --image shop:1', { ...settling(), watchDeployment: () => brokenStreamOf() });
    expect(result.exitCode).toBe(1);
    expect(result.stderr).toContain('Error: lost sight of deployment 01DEPLOYMENT; it may well go on\n');
  });
});

describe('Ctrl-C', () => {
  it('ends the following, not the deployment', async () => {
    const io = new FakeIo({ cwd: await shop(), env: { ...env, DEVOPSELLENCE_STATE_HOME: await folder() } });
    async function* interrupted(): AsyncGenerator<DeploymentProgress> {
      yield aProgress('running', [waitingWeb]);
      io.pressCtrlC();
      throw new AppError('cancelled', { message: 'interrupted' });
    }
    const client = { ...settling(), watchDeployment: interrupted };
    const result = await cli('deploy --image shop:1', { io, client, outside: { runProgram: programs(git).run } });
    expect(result.exitCode).toBe(130);
    expect(result.stderr).toMatch(
      /Interrupted: stopped following deployment 01DEPLOYMENT; it goes on\nTry: devopsellence status --watch\n$/,
    );
  });
});

describe('on a terminal', () => {
  it('redraws the steps in place and leaves the summary', async () => {
    const options = { cwd: await shop(), env: { ...env, NO_COLOR: '1' }, isTerminal: true, client: settling() };
    const result = await cli('deploy --image shop:1', {
      ...options,
      outside: { runProgram: programs(git).run, clock: new FakeClock(NOW) },
    });
    expect(result.exitCode).toBe(0);
    expect(result.stderr).toContain(
      '  prod-1  redis  starting\n  prod-1  web    waiting   on redis: not ready yet\n  0 of 2 settled, 0.0 s\n',
    );
    expect(result.stderr).toContain('\u001b[3A\r\u001b[0J');
    expect(result.stdout).toMatch(/Settled: acme\/shop production runs revision 3f2a91c0d4e5/);
  });
});

describe('the app image', () => {
  const noRegistry = { pushRegistry: () => Promise.resolve(null) };
  const id = `sha256:${'1'.repeat(64)}`;
  const docker = {
    'docker buildx version': { exitCode: 1 },
    'docker build': {},
    'docker image inspect': { stdout: `${id}\n` },
    'docker tag': {},
    'docker image rm': {},
  };

  async function built(
    answers: Parameters<typeof programs>[0],
  ): Promise<{ readonly images: readonly AppImage[]; readonly calls: readonly string[] }> {
    const images: AppImage[] = [];
    const deploy = ({ appImage }: DeployRequest) => {
      if (appImage !== null) images.push(appImage);
      return Promise.resolve(aDeployReply({ deploymentId: null }));
    };
    const { run: runProgram, calls } = programs(answers);
    const result = await cli('deploy --dry-run', {
      cwd: await shop(),
      env,
      client: { deploy, ...noRegistry },
      outside: { runProgram },
    });
    expect(result.exitCode).toBe(0);
    return { images, calls };
  }

  it('is built where a service has none, and tagged with the commit', async () => {
    const { images, calls } = await built({ ...git, ...docker });
    expect(images).toEqual([{ reference: 'devopsellence/shop:3f2a91c0d4e5', id, manifest: null }]);
    expect(calls.find((call) => call.startsWith('docker build --file'))).toMatch(
      /^docker build --file \S+\/Dockerfile --tag \S+ \S+$/,
    );
    expect(calls).toContain(`docker tag ${id} devopsellence/shop:3f2a91c0d4e5`);
  });

  it('is tagged with its content too where the commit does not say it', async () => {
    const { images } = await built({ ...git, ...docker, 'git status': { stdout: ' M app.js' } });
    expect(images[0]?.reference).toMatch(/^devopsellence\/shop:3f2a91c0d4e5-[0-9a-f]{12}$/);
    expect((await built(docker)).images[0]?.reference).toMatch(/^devopsellence\/shop:[0-9a-f]{12}$/);
  });

  it('is built for the platform of the config where the builder knows platforms', async () => {
    const { calls } = await built({ ...git, ...docker, 'docker buildx version': { exitCode: 0 } });
    expect(calls.some((call) => call.startsWith('docker build --load --platform linux/amd64 '))).toBe(true);
  });

  it('that cannot be built is a failure, and nothing is deployed', async () => {
    const failed = await inShop('deploy', noRegistry, { ...git, ...docker, 'docker build': { exitCode: 17 } });
    expect(failed.exitCode).toBe(1);
    expect(failed.stderr).toContain(
      'Error: the app image could not be built\n  docker build failed with exit code 17; its output is above\n',
    );
    const missing = await inShop('deploy', noRegistry, git);
    expect(missing.stderr).toContain(
      'there is no docker command here\nTry: install the Docker CLI\nTry: devopsellence deploy --image REF\n',
    );
  });

  it('is not built by somebody who is not logged in', async () => {
    const { run: runProgram, calls } = programs({ ...git, ...docker });
    expect((await cli('deploy', { cwd: await shop(), outside: { runProgram } })).exitCode).toBe(1);
    expect(calls).toEqual([]);
  });

  it('that no service needs is not used, and that is said', async () => {
    const config = SHOP_CONFIG.replace('  web:\n', '  web:\n    image: web:1\n');
    const result = await cli('deploy --image shop:1 --dry-run', {
      cwd: await folder({ 'devopsellence.yml': config }),
      env,
      client: { deploy: () => Promise.resolve(aDeployReply({ deploymentId: null })) },
    });
    expect(result.stderr).toContain('Note: --image is not used: every service of the config has an image of its own\n');
  });
});

describe('apply', () => {
  it('publishes the current release and follows it', async () => {
    const client = { ...settling(), apply: () => Promise.resolve(aDeployReply()) };
    const result = await cli('apply', { cwd: await shop(), env, client });
    expect(result.exitCode).toBe(0);
    expect(result.stdout).toContain('Settled: acme/shop production');
  });

  it('says that nothing was deployed yet', async () => {
    const nothing = new AppError('no_release', {
      message: 'nothing was deployed yet',
      nextActions: ['devopsellence deploy'],
    });
    const result = await cli('apply --json', {
      cwd: await shop(),
      env,
      client: { apply: () => Promise.reject(nothing) },
    });
    expect(result.exitCode).toBe(1);
    expect(documentsIn(result.stdout).at(-1)).toMatchObject({
      event: 'error',
      ok: false,
      error: { code: 'no_release' },
    });
  });
});
