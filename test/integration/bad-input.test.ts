import { access, readdir } from 'node:fs/promises';
import { join as joinPath } from 'node:path';
import { join as joinControlPlane } from '@devopsellence/agent';
import { AppError } from '@devopsellence/core';
import { fetchCertificateAuthority, formatToken, mintToken } from '@devopsellence/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../harness/eventually.js';
import { InProcessCluster } from '../harness/in-process.js';
import { Impostor } from '../harness/in-process-impostor.js';
import { rawCall } from '../harness/in-process-raw-call.js';
import { anApp, aWeb, aWorker } from './app-config.js';
import { changesNothing, snapshot, TestApp } from './test-app.js';

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
`;

interface Case {
  readonly title: string;
  /** Instead of the config that is deployed. */
  readonly config?: string;
  readonly argv: readonly string[];
  readonly code: number;
  /** All that is said. `…` stands for what differs from run to run. */
  readonly stderr: string;
}

const CONFIG_CASES: readonly Case[] = [
  {
    title: 'an unknown key',
    config: `${HEAD}${WEB}    imgae: shop:1\n`,
    argv: ['deploy'],
    code: 2,
    stderr: `Error: devopsellence.yml has 1 problem
  devopsellence.yml:10:5 services.web.imgae: is not a known key (hint: did you mean image?)
`,
  },
  {
    title: 'a value of the wrong type',
    config: `${HEAD}${WEB}    env:\n      WORKERS: 4\n`,
    argv: ['deploy'],
    code: 2,
    stderr: `Error: devopsellence.yml has 1 problem
  devopsellence.yml:11:16 services.web.env.WORKERS: must be text, not the number 4 (hint: put it in quotes: "4")
`,
  },
  {
    title: 'a port that is there twice',
    config: `${HEAD}${WEB}      - name: admin\n        port: 3000\n`,
    argv: ['deploy'],
    code: 2,
    stderr: `Error: devopsellence.yml has 1 problem
  devopsellence.yml:11:15 services.web.ports[1].port: ?
`,
  },
  {
    title: 'a syntax error',
    config: `${HEAD}services:\n  web: {image: shop:1\n`,
    argv: ['deploy'],
    code: 2,
    stderr: `Error: devopsellence.yml has 1 problem
  devopsellence.yml:?
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
    stderr: `Error: image registry.example.com/nowhere:1 of service web ?
`,
  },
  {
    title: 'a folder without a config',
    config: '',
    argv: ['deploy'],
    code: 2,
    stderr: '?',
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
Try: devopsellence fleet status
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
  ?
`,
  },
  {
    title: 'a secret that is too long',
    argv: ['secret', 'set', 'LONG', '--value', 'x'.repeat(65 * 1024)],
    code: 2,
    stderr: '?',
  },
  {
    title: 'a node name that is taken',
    argv: ['node', 'register', '--name', 'n1'],
    code: 1,
    stderr: '?',
  },
  {
    title: 'a node name that cannot be one',
    argv: ['node', 'register', '--name', 'N 1'],
    code: 2,
    stderr: '?',
  },
  {
    title: 'an expiry that is no duration',
    argv: ['node', 'register', '--name', 'n4', '--expires', 'tomorrow'],
    code: 2,
    stderr: '?',
  },
  {
    title: 'a service that is not there',
    argv: ['logs', 'wbe'],
    code: 1,
    stderr: `Error: environment acme/shop/production has no service "wbe"
  services: queue, web
Try: devopsellence status
`,
  },
  {
    title: 'a removal that nobody has confirmed',
    argv: ['node', 'remove', 'n1'],
    code: 1,
    stderr: `Error: Remove the node n1 from the control plane: this needs a yes
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
    expect(result).toEqual({ code, stdout: '', stderr });
  });
});
