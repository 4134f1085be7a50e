import { AppError, type ServiceExit } from '@devopsellence/core';
import { describe, expect, it } from 'vitest';
import type { FleetFilter, ServiceOverview, ServiceQuestion } from '../client/status.js';
import {
  aDeployment,
  aNode,
  aNodeStatus,
  anEnvironmentStatus,
  aService,
  aTaskRun,
  PRODUCTION,
} from '../testing/builders.js';
import { cli, documentsIn, folder, LOGGED_IN, NOW, shop } from '../testing/cli.js';
import { unavailable } from '../testing/fake-client.js';
import { FakeIo } from '../testing/fake-io.js';

const env = LOGGED_IN;

const WAITING = aService({
  state: 'waiting',
  ready: false,
  settled: false,
  restarts: 2,
  recentRestarts: 1,
  nextAttemptAt: NOW + 12_000,
  lastExit: { at: NOW - 1_000, exitCode: 1, isOutOfMemory: false },
  waitingOn: [
    {
      reason: 'dependency',
      subject: 'redis',
      condition: 'ready',
      detail: 'on redis: not ready yet',
      since: NOW,
      lastProbe: { at: NOW + 1_000, ok: false, detail: 'connection refused' },
    },
  ],
  lastError: 'exit code 1',
});

describe('status', () => {
  it('shows what runs where, what waits and on what, and what is pending', async () => {
    const status = anEnvironmentStatus({
      deployment: aDeployment({
        state: 'running',
        endedAt: null,
        startedAt: NOW - 65_000,
        waiting: ['prod-1: web waits'],
      }),
      nodes: [
        aNodeStatus({ services: [aService({ name: 'redis', role: 'worker', image: 'redis:7-alpine' }), WAITING] }),
        aNodeStatus({
          name: 'prod-2',
          connection: 'offline',
          services: [aService({ state: 'unknown', ready: false })],
        }),
      ],
      pendingChanges: ['worker would be created on prod-2'],
    });
    const result = await cli('status', { cwd: await shop(), env, client: { status: () => Promise.resolve(status) } });
    expect(result).toMatchObject({
      exitCode: 0,
      stderr: '',
      stdout: `acme/shop production
  release     01RELEASE (revision 3f2a91c)
  deployment  01DEPLOYMENT (deploy) running 1 minute ago, by owner
              … prod-1: web waits

NODE    CONNECTION  SERVICE  ROLE    STATE    READY  RESTARTS  IMAGE
prod-1  online      redis    worker  running  yes    0         redis:7-alpine
                    web      web     waiting  no     2         shop:1
prod-2  offline     web      web     unknown  no     0         shop:1
… prod-1 web: on redis: not ready yet
! prod-1 web: exit code 1

Pending changes (\`devopsellence apply\` publishes them):
  worker would be created on prod-2
`,
    });
  });

  it('shows the newest run of a task that has not succeeded', async () => {
    const failed = aTaskRun({ state: 'failed', endedAt: NOW, exitCode: 3, reason: 'exited with code 3' });
    const skipped = aTaskRun({ task: 'cleanup', state: 'skipped', node: '', reason: 'run 01X still went on' });
    const taskRuns = [failed, skipped, aTaskRun({ task: 'report' })];
    const status = anEnvironmentStatus({ nodes: [aNodeStatus()], taskRuns });
    const client = { status: () => Promise.resolve(status) };
    const { stdout } = await cli('status', { cwd: await shop(), env, client });
    expect(stdout.split('\n').filter((line) => line.includes(' task '))).toEqual([
      '! task nightly failed on prod-1 1 hour ago: exited with code 3',
      '! task cleanup skipped 1 hour ago: run 01X still went on',
      '… task report running on prod-1 1 hour ago',
    ]);
    const { stdout: json } = await cli('status --json', { cwd: await shop(), env, client });
    expect(documentsIn(json).at(-1)).toMatchObject({ task_runs: [{ task: 'nightly', state: 'failed' }, {}, {}] });
  });

  it('marks what is standalone', async () => {
    const services = [aService({ name: 'redis', role: 'worker', isStandalone: true, state: 'stopped', ready: false })];
    const client = { status: () => Promise.resolve(anEnvironmentStatus({ nodes: [aNodeStatus({ services })] })) };
    const { stdout } = await cli('status', { cwd: await shop(), env, client });
    expect(stdout).toContain('prod-1  online      redis    standalone  stopped  no     0');
    const { stdout: json } = await cli('status --json', { cwd: await shop(), env, client });
    expect(documentsIn(json).at(-1)).toMatchObject({ nodes: [{ services: [{ name: 'redis', standalone: true }] }] });
  });

  it('tells which hostnames nothing serves yet', async () => {
    const pending = { service: 'search', node: 'prod-1', hostname: 'search.example.com', isPending: true };
    const hostnames = [pending, { ...pending, service: 'admin', hostname: 'admin.example.com', isPending: false }];
    const client = { status: () => Promise.resolve(anEnvironmentStatus({ hostnames })) };
    const { stdout } = await cli('status', { cwd: await shop(), env, client });
    expect(stdout.split('\n').filter((line) => line.includes('example.com'))).toEqual([
      '… prod-1 search: search.example.com is pending: nothing on prod-1 serves it (if Traefik runs there: devopsellence node set prod-1 --ingress traefik)',
    ]);
    const { stdout: json } = await cli('status --json', { cwd: await shop(), env, client });
    expect(documentsIn(json).at(-1)).toMatchObject({ hostnames: [{ pending: true }, { pending: false }] });
  });

  it('says for how long something has waited, and what a service runs without', async () => {
    const [waiting] = WAITING.waitingOn.map((each) => ({ ...each, since: NOW - 12_000 }));
    const lost = {
      reason: 'dependency',
      subject: 'redis',
      detail: 'no longer ready (exit code 1)',
      since: NOW - 65_000,
    };
    const services = [
      { ...WAITING, waitingOn: waiting === undefined ? [] : [waiting] },
      aService({ lostDependencies: [lost] }),
    ];
    const status = anEnvironmentStatus({ nodes: [aNodeStatus({ services })] });
    const { stdout } = await cli('status', {
      cwd: await shop(),
      env,
      client: { status: () => Promise.resolve(status) },
    });
    expect(stdout.split('\n').filter((line) => /^[…!]/.test(line))).toEqual([
      '… prod-1 web: on redis: not ready yet, for 12.0 s',
      '! prod-1 web: exit code 1',
      '! prod-1 web runs without redis: no longer ready (exit code 1), for 1 min 5 s',
    ]);
  });

  it('has the documented fields in its JSON', async () => {
    const nodes = [aNodeStatus({ services: [WAITING] })];
    const client = { status: () => Promise.resolve(anEnvironmentStatus({ nodes, pendingChanges: ['x'] })) };
    const { stdout } = await cli('status --json', { cwd: await shop(), env, client });
    expect(documentsIn(stdout)).toEqual([
      {
        ok: true,
        operation: 'status',
        schema_version: 1,
        message: 'status of acme/shop production',
        findings: [],
        ...PRODUCTION,
        release: '01RELEASE',
        revision: '3f2a91c',
        deployment: {
          id: '01DEPLOYMENT',
          kind: 'deploy',
          state: 'settled',
          release: '01RELEASE',
          revision: '3f2a91c0d4e5f60718293a4b5c6d7e8f90a1b2c3',
          started_by: 'owner',
          started_at: '2026-03-01T12:00:00.000Z',
          ended_at: '2026-03-01T12:00:04.000Z',
          reason: '',
          waiting: [],
          task: null,
        },
        task_runs: [],
        hostnames: [],
        pending_changes: ['x'],
        nodes: [
          {
            name: 'prod-1',
            connection: 'online',
            labels: ['web'],
            revision: 3,
            observed_revision: 3,
            engine_error: '',
            services: [
              {
                name: 'web',
                standalone: false,
                role: 'web',
                state: 'waiting',
                ready: false,
                settled: false,
                state_since: null,
                restarts: 2,
                recent_restarts: 1,
                restart_window_ms: 600_000,
                next_attempt_at: '2026-03-01T12:00:12.000Z',
                last_exit: { at: '2026-03-01T11:59:59.000Z', exit_code: 1, is_out_of_memory: false },
                container: 'shop-production-web',
                image: 'shop:1',
                image_digest: 'sha256:aa',
                waiting_on: [
                  {
                    reason: 'dependency',
                    subject: 'redis',
                    condition: 'ready',
                    detail: 'on redis: not ready yet',
                    since: '2026-03-01T12:00:00.000Z',
                    last_probe: { at: '2026-03-01T12:00:01.000Z', ok: false, detail: 'connection refused' },
                  },
                ],
                lost_dependencies: [],
                last_error: 'exit code 1',
                address: '172.18.0.2',
              },
            ],
          },
        ],
      },
    ]);
  });

  it('says so before the first deploy, and without nodes', async () => {
    const empty = anEnvironmentStatus({ releaseId: null, deployment: null, nodes: [] });
    const result = await cli('status', { cwd: await shop(), env, client: { status: () => Promise.resolve(empty) } });
    expect(result.stdout).toBe(
      'acme/shop production\n  release     none yet\n\nNo nodes are attached. Add one: devopsellence node attach NAME\n',
    );
  });

  it('cannot be made to move the cursor by what a container writes', async () => {
    const nodes = [aNodeStatus({ services: [aService({ settled: false, lastError: 'bad\u001b[2Jnews\r\n' })] })];
    const client = { status: () => Promise.resolve(anEnvironmentStatus({ nodes })) };
    expect((await cli('status', { cwd: await shop(), env, client })).stdout).toContain('! prod-1 web: bad [2Jnews \n');
  });

  it('needs a config or the names', async () => {
    const result = await cli('status', { env });
    expect(result.exitCode).toBe(1);
    expect(result.stderr).toMatch(/^Error: there is no devopsellence\.yml in /);
  });
});

describe('--watch', () => {
  async function watching(words: string, isTerminal: boolean) {
    const io = new FakeIo({
      cwd: await shop(),
      isTerminal,
      env: { ...env, NO_COLOR: '1', DEVOPSELLENCE_STATE_HOME: await folder() },
    });
    const answers = [
      anEnvironmentStatus(),
      anEnvironmentStatus(),
      unavailable(),
      anEnvironmentStatus({ nodes: [aNodeStatus({ services: [WAITING] })] }),
    ];
    const status = () => {
      const answer = answers.shift();
      if (answers.length === 0) io.pressCtrlC();
      if (answer === undefined || answer instanceof AppError) return Promise.reject(answer ?? unavailable());
      return Promise.resolve(answer);
    };
    return cli(words, { io, client: { status } });
  }

  it('shows it again when it has changed, and waits for a control plane that is away', async () => {
    const { exitCode, stdout, stderr } = await watching('status --watch', false);
    expect(exitCode).toBe(130);
    expect(stdout.match(/^acme\/shop production$/gm)).toHaveLength(2);
    expect(stderr).toBe('the control plane at cp:7443 does not answer, trying again\n');
  });

  it('is a JSON line for each change', async () => {
    const { stdout } = await watching('status --watch --json', false);
    expect(documentsIn(stdout)).toMatchObject([
      { event: 'progress', operation: 'status', nodes: [{ services: [{ state: 'running' }] }] },
      { event: 'progress', operation: 'status', nodes: [{ services: [{ state: 'waiting' }] }] },
    ]);
  });

  it('redraws in place on a terminal', async () => {
    const { stdout } = await watching('status --watch', true);
    expect(stdout.split('A\r\u001b[0J')).toHaveLength(3);
  });
});

describe('fleet status', () => {
  const fleet = {
    online: 1,
    stale: 0,
    offline: 1,
    services: { running: 1, unknown: 1 },
    nodes: [
      {
        node: aNode(),
        revision: 3,
        observedRevision: 3,
        engineError: '',
        services: [{ environment: PRODUCTION, service: aService() }],
      },
      {
        node: aNode({ id: '02', name: 'prod-2', connection: 'offline' }),
        revision: 0,
        observedRevision: 0,
        engineError: '',
        services: [],
      },
    ],
    environments: [{ environment: PRODUCTION, releaseId: '01RELEASE', deployment: aDeployment(), nodes: 2 }],
  } as const;

  it('shows every node below a summary', async () => {
    const result = await cli('fleet status', { env, client: { fleetStatus: () => Promise.resolve(fleet) } });
    expect(result.stdout).toBe(
      `2 nodes: 1 online, 1 offline; services: 1 running, 1 unknown

NODE    CONNECTION  ENVIRONMENT           SERVICE    ROLE  STATE    READY  RESTARTS  IMAGE
prod-1  online      acme/shop production  web        web   running  yes    0         shop:1
prod-2  offline     -                     (nothing)
`,
    );
  });

  it('has the documented fields in its JSON, and passes the filters on', async () => {
    const asked: FleetFilter[] = [];
    const fleetStatus = (filter: FleetFilter) => {
      asked.push(filter);
      return Promise.resolve(fleet);
    };
    const words = 'fleet status --json --label web --env production --node prod-1 --state running';
    const { stdout } = await cli(words, { env, client: { fleetStatus } });
    expect(asked).toEqual([{ label: 'web', environment: 'production', node: 'prod-1', state: 'running' }]);
    expect(documentsIn(stdout)).toMatchObject([
      {
        ok: true,
        summary: { nodes: { online: 1, stale: 0, offline: 1 }, services: { running: 1, unknown: 1 } },
        nodes: [{ name: 'prod-1', services: [{ project: 'shop', name: 'web', state: 'running' }] }, { name: 'prod-2' }],
        environments: [{ ...PRODUCTION, release: '01RELEASE', deployment: { id: '01DEPLOYMENT' } }],
      },
    ]);
  });
});

describe('status --service', () => {
  const AT = NOW + 5_000;
  const RESTING = aService({
    state: 'backing_off',
    stateSince: AT - 4_000,
    ready: false,
    settled: false,
    restarts: 7,
    recentRestarts: 5,
    nextAttemptAt: AT + 12_000,
    lastExit: { at: AT - 4_000, exitCode: 137, isOutOfMemory: true },
    waitingOn: [{ reason: 'backoff', subject: 'then', detail: 'trying again after 7 failures', since: null }],
    lastError: 'ran out of memory (exit code 137): load\u001b[2Jing',
  });
  const exit = (overrides: Partial<ServiceExit> = {}): ServiceExit => ({
    container: 'shop-production-web',
    hash: 'h',
    releaseId: '01RELEASE',
    startedAt: AT - 60_400,
    endedAt: AT - 60_000,
    exitCode: 1,
    isOutOfMemory: false,
    wasReady: false,
    stoppedFor: '',
    lastLines: [],
    ...overrides,
  });
  const OVERVIEW: ServiceOverview = {
    environment: PRODUCTION,
    service: 'web',
    areLinesWithheld: false,
    instances: [
      {
        node: 'prod-1',
        connection: 'online',
        lastSeenAt: NOW,
        report: RESTING,
        failure: null,
        detail: {
          at: AT,
          probe: { at: AT - 5_000, since: AT - 30_000, ok: false, detail: 'HTTP 503', consecutiveFailures: 4 },
          exits: [
            exit({ container: 'shop-production-web-0', stoppedFor: 'not ready within 5 s', lastLines: ['old'] }),
            exit({
              startedAt: AT - 7_000,
              endedAt: AT - 4_000,
              exitCode: 137,
              isOutOfMemory: true,
              wasReady: true,
              lastLines: ['load\u001b[2Jing', 'more'],
            }),
          ],
        },
      },
      {
        node: 'prod-2',
        connection: 'offline',
        lastSeenAt: NOW - 120_000,
        report: aService({ state: 'unknown', ready: false, settled: false }),
        detail: null,
        failure: new AppError('node_offline', { message: 'node prod-2 is offline', nextActions: ['start it'] }),
      },
      {
        node: 'prod-3',
        connection: 'online',
        lastSeenAt: NOW,
        report: null,
        failure: null,
        detail: { at: AT, probe: null, exits: [] },
      },
    ],
  };
  const client = { serviceStatus: () => Promise.resolve(OVERVIEW) };

  it('tells how it is on each node, when it is tried again, and what it wrote before it ended', async () => {
    const { stdout, exitCode } = await cli('status --service web', { cwd: await shop(), env, client });
    expect(exitCode).toBe(0);
    expect(stdout).toBe(`acme/shop production web

prod-1 (online)
  state      backing off for 4 seconds, next attempt in 12 seconds
  ready      no: HTTP 503, checked 5 seconds ago, 4 failures in a row for 30 seconds
  restarts   7, 5 in the last 10 min; last exit code 137 (out of memory)
  container  shop-production-web
  image      shop:1 (sha256:aa)
  waiting    trying again after 7 failures
  error      ran out of memory (exit code 137): load [2Jing
  exits      2026-03-01T12:00:01.000Z (4 seconds ago) exit code 137 (out of memory) after 3.0 s, had been ready
               | load [2Jing
               | more
             2026-03-01T11:59:05.000Z (1 minute ago) exit code 1 after 0.4 s, never ready; stopped by the agent: not ready within 5 s
               container shop-production-web-0 of release 01RELEASE
               | old

prod-2 (offline)
  unknown    node prod-2 is offline (last seen 2 minutes ago); below is what it said last
             try: start it
  state      unknown
  ready      no
  restarts   0, 0 in the last 10 min
  container  shop-production-web
  image      shop:1 (sha256:aa)

prod-3 (online)
  state      not to run here any more
  exits      none kept
`);
  });

  it('says all of it in JSON, with lines as they were written', async () => {
    const { stdout } = await cli('status --service web --json', { cwd: await shop(), env, client });
    const [document] = documentsIn(stdout);
    expect(document).toMatchObject({
      ok: true,
      environment: 'production',
      service: 'web',
      lines_withheld: false,
      instances: [
        {
          node: 'prod-1',
          desired: true,
          node_time: '2026-03-01T12:00:05.000Z',
          status: { state: 'backing_off', ready: false, next_attempt_at: '2026-03-01T12:00:17.000Z' },
          last_probe: { ok: false, detail: 'HTTP 503', consecutive_failures: 4 },
          exits: [
            { exit_code: 1, stopped_for: 'not ready within 5 s', last_lines: ['old'] },
            { exit_code: 137, is_out_of_memory: true, was_ready: true, last_lines: ['load\u001b[2Jing', 'more'] },
          ],
          not_asked: null,
        },
        { node: 'prod-2', exits: null, not_asked: { code: 'node_offline', next_actions: ['start it'] } },
        { node: 'prod-3', desired: false, status: null, exits: [] },
      ],
    });
  });

  it('asks for one service, and for one node if that is named', async () => {
    const asked: ServiceQuestion[] = [];
    const serviceStatus = (question: ServiceQuestion) => {
      asked.push(question);
      return Promise.resolve(OVERVIEW);
    };
    await cli('status --service web --node prod-2', { cwd: await shop(), env, client: { serviceStatus } });
    expect(asked).toEqual([{ environment: PRODUCTION, service: 'web', node: 'prod-2' }]);
  });

  it('says that lines are withheld', async () => {
    const serviceStatus = () => Promise.resolve({ ...OVERVIEW, areLinesWithheld: true });
    const { stdout } = await cli('status --service web', { cwd: await shop(), env, client: { serviceStatus } });
    expect(stdout).toContain('Last lines are shown to tokens that may read logs.');
  });

  it('is needed for --node', async () => {
    const { exitCode, stderr } = await cli('status --node prod-1', { cwd: await shop(), env });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('--node needs --service');
  });
});
