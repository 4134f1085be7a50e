import { access, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { AppError } from '@devopsellence/core';
import { fetchCertificateAuthority, formatToken, mintToken } from '@devopsellence/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../harness/eventually.js';
import { InProcessCluster } from '../harness/in-process.js';
import { Impostor } from '../harness/in-process-impostor.js';
import { rawCall } from '../harness/in-process-raw-call.js';
import { anApp, aWeb, aWorker } from './app-config.js';
import { changesNothing, TestApp, withoutCorrelationId } from './test-app.js';

const HEAD = `schema_version: 1
organization: acme
project: shop
`;

const WEB = `services:
  web:
    image: shop:1
    ports:
      - name: http
        port: 3000
    healthcheck:
      path: /up
`;

interface Case {
  readonly title: string;
  /** Instead of the config that is deployed. */
  readonly config?: string;
  readonly argv: readonly string[];
  readonly code: number;
  /** All that is said. */
  readonly stderr: string;
}

const CONFIG_CASES: readonly Case[] = [
  {
    title: 'an unknown key',
    config: `${HEAD}${WEB}    imgae: shop:1\n`,
    argv: ['deploy'],
    code: 2,
    stderr: `Error: devopsellence.yml has 1 problem
  devopsellence.yml:12:5 services.web.imgae: is not a known key (hint: did you mean image?)
`,
  },
  {
    title: 'a value of the wrong type',
    config: `${HEAD}${WEB}    env:\n      WORKERS: 4\n`,
    argv: ['deploy'],
    code: 2,
    stderr: `Error: devopsellence.yml has 1 problem
  devopsellence.yml:13:16 services.web.env.WORKERS: must be text, not the number 4 (hint: put it in quotes: "4")
`,
  },
  {
    title: 'a port that is there twice',
    config: `${HEAD}${WEB.replace('healthcheck', '  - {name: admin, port: 3000}\n    healthcheck')}`,
    argv: ['deploy'],
    code: 2,
    stderr: `Error: devopsellence.yml has 1 problem
  devopsellence.yml:10:29 services.web.ports[1].port: must be unique: the service has a port 3000 already
`,
  },
  {
    title: 'a dependency that no service is',
    config: `${HEAD}${WEB}    depends_on: [redsi]\n  redis:\n    image: redis:7\n`,
    argv: ['deploy'],
    code: 2,
    stderr: `Error: devopsellence.yml has 1 problem
  devopsellence.yml:12:18 services.web.depends_on[0]: must be a service: there is no service redsi (hint: did you mean redis?)
`,
  },
  {
    title: 'services that wait for each other',
    config: `${HEAD}${WEB}    depends_on: [redis]\n  redis:\n    image: redis:7\n    depends_on: [web]\n`,
    argv: ['deploy'],
    code: 2,
    stderr: `Error: devopsellence.yml has 1 problem
  devopsellence.yml:12:18 services.web.depends_on[0]: must not wait for itself: web → redis → web (hint: remove one of these dependencies)
`,
  },
  {
    title: 'a node that may take longer than the deployment',
    config: `${HEAD}rollout: { health_deadline: 11m }\n${WEB}`,
    argv: ['deploy'],
    code: 2,
    stderr: `Error: devopsellence.yml has 1 problem
  devopsellence.yml:4:29 rollout.health_deadline: must not be longer than deadline, which is 10m: the deployment would have ended (hint: set a shorter health_deadline, or a longer deadline)
`,
  },
  {
    title: 'a syntax error',
    config: `${HEAD}services:\n  web: {image: shop:1\n`,
    argv: ['deploy'],
    code: 2,
    stderr: `Error: devopsellence.yml has 1 problem
  devopsellence.yml:6:1: is not valid YAML: flow map in block collection must be sufficiently indented and end with a }
`,
  },
  {
    title: 'an environment with no node',
    argv: ['deploy', '--env', 'staging'],
    code: 1,
    stderr: `Error: no node is attached to environment staging of project shop
Try: devopsellence node attach NODE --project shop --env staging
Try: devopsellence node list
`,
  },
  {
    title: 'a service whose label no node has',
    config: anApp({ web: aWeb(), queue: aWorker({ placement: { labels: ['ssd'] } }) }),
    argv: ['deploy'],
    code: 1,
    stderr: `Error: no attached node can run service queue: none has all of the labels worker, ssd
Try: devopsellence node label add n1 --labels ssd
`,
  },
  {
    title: 'a secret that is not set',
    config: anApp({ web: aWeb({ secret_refs: [{ name: 'PASSWORD', secret: 'DB_PASSWORD' }] }) }),
    argv: ['deploy'],
    code: 1,
    stderr: `Error: service web needs the secret DB_PASSWORD for PASSWORD, and it is not set
Try: devopsellence secret set DB_PASSWORD --service web --stdin
`,
  },
  {
    title: 'an image that does not exist',
    config: anApp({ web: aWeb({ image: 'registry.example.com/nowhere:1' }) }),
    argv: ['deploy'],
    code: 1,
    stderr: `Error: image registry.example.com/nowhere:1 could not be resolved on node n1: the registry does not give registry.example.com/nowhere:1 to this node
Try: check the name and the tag of the image
Try: devopsellence registry set --host HOST --username USER --password-stdin   # if the registry is private
`,
  },
  {
    title: 'an empty config',
    config: '',
    argv: ['deploy'],
    code: 2,
    stderr: `Error: devopsellence.yml has 1 problem
  devopsellence.yml:1:1: is empty (hint: run \`devopsellence init\` to write a first config)
`,
  },
  {
    title: 'a config that is not there',
    argv: ['deploy', '--config', 'nowhere.yml'],
    code: 1,
    stderr: 'Error: there is no file nowhere.yml\n',
  },
];

const COMMAND_CASES: readonly Case[] = [
  {
    title: 'an unknown command',
    argv: ['depoly'],
    code: 2,
    stderr: `Error: unknown command 'depoly'
  did you mean deploy?
Try: devopsellence deploy
Try: devopsellence --help
`,
  },
  {
    title: 'an unknown command of a group',
    argv: ['node', 'lst'],
    code: 2,
    stderr: `Error: unknown command 'lst'
  did you mean list?
Try: devopsellence node list
Try: devopsellence node --help
`,
  },
  {
    title: 'an unknown option',
    argv: ['deploy', '--dryrun'],
    code: 2,
    stderr: `Error: unknown option '--dryrun'
  did you mean --dry-run?
Try: devopsellence deploy --help
`,
  },
  {
    title: 'an apply of an environment that is not there',
    argv: ['apply', '--env', 'staging'],
    code: 1,
    stderr: `Error: there is no environment acme/shop/staging
  an environment comes into being when a node is attached to it or a secret is set for it
Try: devopsellence node attach NODE --project shop --env staging
Try: devopsellence env list
`,
  },
  ...[
    ['node', 'attach', 'n9'],
    ['node', 'detach', 'n9', '--yes'],
    ['node', 'remove', 'n9', '--yes'],
    ['node', 'label', 'set', 'n9', '--labels', 'web'],
  ].map((argv) => ({
    title: `an unknown node: ${argv.join(' ')}`,
    argv,
    code: 1,
    stderr: `Error: there is no node "n9"
Try: devopsellence node list
Try: devopsellence node register --name NAME
`,
  })),
  {
    title: 'a node that is not attached',
    argv: ['exec', 'web', '--node', 'n2', '--', 'ls'],
    code: 1,
    stderr: `Error: no node "n2" is attached to environment acme/shop/production
Try: devopsellence status
Try: devopsellence node list
`,
  },
  {
    title: 'a label that cannot be one',
    argv: ['node', 'label', 'add', 'n1', '--labels', 'SSD disk'],
    code: 2,
    stderr: `Error: label "SSD disk" must be a label: 1 to 63 small letters, digits, "_", "." and "-", and begin and end with a letter or digit
  try ssd-disk
Try: devopsellence node label add --help
`,
  },
  {
    title: 'no label left',
    argv: ['node', 'label', 'remove', 'n2', '--labels', 'web,worker'],
    code: 2,
    stderr: `Error: node n2 would have no label left, and could run nothing
Try: devopsellence node label set n2 --labels LABEL
Try: devopsellence node detach n2
`,
  },
  {
    title: 'a secret name that cannot be one',
    argv: ['secret', 'set', 'DB PASSWORD', '--value', 'x'],
    code: 2,
    stderr: `Error: secret "DB PASSWORD" must be the name of a secret: 1 to 255 letters, digits, "_", "." and "-"
  the value of a secret never stands in the config; store it with \`devopsellence secret set\`
Try: devopsellence secret set --help
`,
  },
  {
    title: 'a secret that is too long',
    argv: ['secret', 'set', 'LONG', '--value', 'x'.repeat(65 * 1024)],
    code: 2,
    stderr: `Error: the value cannot be stored as a secret
  it is longer than 64 KiB
Try: devopsellence secret set --help
`,
  },
  {
    title: 'a node name that is taken',
    argv: ['node', 'register', '--name', 'n1'],
    code: 1,
    stderr: `Error: there is a node named "n1" already
Try: choose another name
Try: devopsellence node remove n1
`,
  },
  {
    title: 'a node name that cannot be one',
    argv: ['node', 'register', '--name', 'N 1'],
    code: 2,
    stderr: `Error: "N 1" cannot be the name of a node
  a name has 1 to 63 characters: small letters, digits, dots and hyphens, a letter or digit first
Try: devopsellence node register --name NAME
`,
  },
  {
    title: 'an expiry that is no duration',
    argv: ['node', 'register', '--name', 'n4', '--expires', 'tomorrow'],
    code: 2,
    stderr: `Error: --expires must be a duration, not "tomorrow"
  for example 30s, 10m, 1h30m or 90d
Try: devopsellence node register --help
`,
  },
  {
    title: 'a service that is not there',
    argv: ['logs', 'wbe'],
    code: 1,
    stderr: `Error: environment acme/shop/production has no service "wbe"
  did you mean web?
  services: queue, web
Try: devopsellence status
`,
  },
  {
    title: 'a removal that nobody has confirmed',
    argv: ['node', 'remove', 'n1'],
    code: 1,
    stderr: `Error: Remove the node n1 from the control plane, and what runs on it: this needs a yes
  nobody can be asked here
Try: run the same command with --yes
`,
  },
];

describe('bad input is refused with the thing named, a next step, and nothing changed:', () => {
  let cluster: InProcessCluster;
  let app: TestApp;

  beforeAll(async () => {
    cluster = await InProcessCluster.start({ nodes: ['n1', 'n2'] });
    app = await TestApp.deployed(cluster, { project: 'shop', nodes: ['n1'] });
  });

  afterAll(() => cluster?.dispose());

  it.each([...CONFIG_CASES, ...COMMAND_CASES])('$title', async ({ config = anApp(), argv, code, stderr }) => {
    await app.write(config);
    const result = await changesNothing(cluster, () => app.run(...argv));
    expect(withoutCorrelationId(result)).toEqual({ code, stdout: '', stderr });
  });

  it('two deploys at once: one starts, the other names who runs it since when', async () => {
    await app.configure({ web: aWeb({ env: { TURN: '1' } }), queue: aWorker() });
    const release = cluster.node('n1').engine.hold('startContainer');
    const both = [app.start('deploy'), app.start('deploy')];
    const refused = await Promise.race(both.map(({ ended }) => ended));
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(
      /^Error: a deploy of this environment is running: \w{26}, started by owner at \d{4}-\d\d-\d\dT[\d:.]+Z\n {2}deploy of release 2 \(revision \w+\)\n {2}0 of 1 node settled\nTry: devopsellence deployment show \w{26}\nTry: devopsellence deployment cancel \w{26}\nTry: devopsellence deploy --supersede {3}# ends it, and starts this at once\ncorrelation id \w{26}\n$/,
    );
    release();
    const results = await Promise.all(both.map(({ ended }) => ended));
    expect(results.map(({ code }) => code).toSorted()).toEqual([0, 1]);
    const started = (await cluster.controlPlane.dump()).filter((row) => row.includes('deployment.started'));
    expect(started).toHaveLength(2);
  });

  describe('who calls', () => {
    it('a token of nobody', async () => {
      const { fingerprint } = cluster.controlPlane.addresses;
      const token = formatToken(mintToken('operator', fingerprint));
      for (const argv of [['login', cluster.controlPlane.operator, '--token', token], ['status']]) {
        const env = { DEVOPSELLENCE_SERVER: cluster.controlPlane.operator, DEVOPSELLENCE_TOKEN: token };
        const options = { cwd: app.folder, ...(argv[0] === 'login' ? {} : { env }) };
        const result = await changesNothing(cluster, () => cluster.operator.run(argv, options));
        expect(withoutCorrelationId(result)).toEqual({
          code: 1,
          stdout: '',
          stderr: `Error: the operator token was refused
  this control plane does not know the token
Try: devopsellence login HOST:PORT --token-file FILE
`,
        });
      }
    });

    it('a server with another authority is told nothing, not even by somebody who was logged in before', async () => {
      const impostor = await Impostor.start();
      // It does hear who speaks to it without a look at its certificate.
      const careless = connect({ port: impostor.port, host: '127.0.0.1', rejectUnauthorized: false });
      careless.end('hello');
      await eventually(() => impostor.takeReceived() === 'hello', { describe: 'the impostor to hear a greeting' });

      const ownerToken = await cluster.controlPlane.ownerToken();
      const env = { DEVOPSELLENCE_SERVER: impostor.address, DEVOPSELLENCE_TOKEN: ownerToken };
      const stranger = { ...env, DEVOPSELLENCE_STATE_HOME: join(cluster.folder, 'stranger') };
      const answers = [
        await cluster.operator.run(['login', impostor.address, '--token', ownerToken]),
        await cluster.operator.run(['node', 'list'], { env: stranger }),
        await cluster.operator.run(['secret', 'set', 'PASSWORD', '--value', 'hush'], { env, cwd: app.folder }),
      ];
      const joinToken = await cluster.joinToken('n5');
      const joining = await cluster
        .machine('n5')
        .join(impostor.address, joinToken)
        .catch((error: unknown) => error);
      impostor.stop();
      expect(impostor.takeReceived()).toBe('');
      expect(impostor.connections).toBeGreaterThan(4);
      for (const { code, stderr } of answers) {
        expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining(impostor.address) });
      }
      expect(answers[0]?.stderr).toContain('is not the control plane this token belongs to');
      expect(answers[1]?.stderr).toContain('Try: check the address\n');
      expect(joining).toMatchObject({ code: 'wrong_certificate_authority' });
    });
  });

  describe('who joins', () => {
    const refusalOf = async (node: { join(address: string, token: string): Promise<void> }, token: string) => {
      const error = await node.join(cluster.controlPlane.operator, token).catch((thrown: unknown) => thrown);
      if (!(error instanceof AppError)) throw new Error(`joined, or failed otherwise: ${String(error)}`);
      const { code, message, reason, nextActions } = error;
      return { code, message, reason, nextActions };
    };

    it('with a token that has expired', async () => {
      const { join_token: token } = await cluster.operator.json([
        'node',
        'register',
        '--name',
        'n6',
        '--expires',
        '1m',
      ]);
      cluster.clock.skip(61_000);
      await cluster.online('n1', 'n2');
      const machine = cluster.machine('n6');
      const refusal = await changesNothing(cluster, () => refusalOf(machine, String(token)));
      expect(refusal).toEqual({
        code: 'invalid_join_token',
        message: 'the join token was refused',
        reason: 'it has expired',
        nextActions: ['devopsellence node register --name n6'],
      });
      await expect(access(machine.stateDir)).rejects.toThrow();
    });

    it('with a token that was used', async () => {
      const token = await cluster.joinToken('n7');
      await cluster.machine('n7').join(cluster.controlPlane.operator, token);
      const machine = cluster.machine('n7-again');
      expect(await changesNothing(cluster, () => refusalOf(machine, token))).toEqual({
        code: 'invalid_join_token',
        message: 'the join token was refused',
        reason: 'it was used already',
        nextActions: [
          'devopsellence node list',
          'devopsellence node remove n7   # if n7 is to be made anew, then register it',
        ],
      });
      await expect(access(machine.stateDir)).rejects.toThrow();
    });

    it('with an operator token', async () => {
      const token = await cluster.controlPlane.ownerToken();
      const machine = cluster.machine('n8');
      expect(await changesNothing(cluster, () => refusalOf(machine, token))).toEqual({
        code: 'invalid_join_token',
        message: 'the value of --token is not a join token',
        reason: 'it is an operator token',
        nextActions: ['devopsellence node register --name NAME --labels web,worker'],
      });
    });

    it('at the same moment as another machine with the same token: exactly one gets in', async () => {
      const token = await cluster.joinToken('n9');
      const machines = ['left', 'right'].map((name) => cluster.machine(name));
      const joined = await Promise.allSettled(
        machines.map((machine) => machine.join(cluster.controlPlane.operator, token)),
      );
      expect(joined.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      const loser = joined.find((result) => result.status === 'rejected');
      expect(loser).toMatchObject({ reason: { code: 'invalid_join_token' } });
      const files = await Promise.all(machines.map(({ stateDir }) => readdir(stateDir).catch((): string[] => [])));
      expect(files.filter((names) => names.includes('node.key'))).toHaveLength(1);
      const events = (await cluster.controlPlane.dump()).filter((row) => /node\.joined.*node n9/.test(row));
      expect(events).toHaveLength(1);
    });
  });

  describe('what is sent', () => {
    const call = async (method: string, message: Buffer, token?: string) => {
      const { operator: address, fingerprint } = cluster.controlPlane.addresses;
      const certificateAuthority = await fetchCertificateAuthority(address, fingerprint);
      const ownerToken = await cluster.controlPlane.ownerToken();
      const path = `/devopsellence.v1.Operator/${method}`;
      return rawCall({ address, certificateAuthority, path, token: token ?? ownerToken, message });
    };

    it.each([
      {
        title: 'a message beyond 4 MiB',
        method: 'SetSecret',
        message: Buffer.alloc(4 * 1024 * 1024 + 1, 10),
        status: 8,
      },
      { title: 'bytes that are no message', method: 'Deploy', message: Buffer.from([10, 200, 1, 7]), status: 3 },
      { title: 'an empty message', method: 'Deploy', message: Buffer.alloc(0), status: 3 },
      { title: 'a method that is not there', method: 'Destroy', message: Buffer.alloc(0), status: 12 },
    ])('$title', async ({ method, message, status }) => {
      const answer = await changesNothing(cluster, () => call(method, message));
      expect(answer).toEqual({ status, text: expect.stringMatching(/./) });
    });

    it('forty megabytes, of which most are not even read', async () => {
      const answer = await changesNothing(cluster, () => call('Deploy', Buffer.alloc(40 * 1024 * 1024, 10)));
      expect([8, null]).toContain(answer.status);
    });

    it('no token, and a token that is none', async () => {
      for (const token of ['', 'x', 'x'.repeat(4_000), await cluster.joinToken('n10')]) {
        expect((await call('ListNodes', Buffer.alloc(0), token)).status).toBe(16);
      }
    });
  });
});
