import { describe, expect, it } from 'vitest';
import { HEAD, issuesOf, readConfig } from './testing/read-config.js';

/** Issues of a config with these services, written from line 5 on. */
function ofServices(services: string): readonly string[] {
  return issuesOf(`${HEAD}services:\n${services}`);
}

const WEB = '  web: { ports: [{ name: http, port: 3000 }], healthcheck: {} }\n';

describe('seed examples', () => {
  it('accepts redis with a volume beside a web service', () => {
    const config = readConfig(`${HEAD}services:
  web:
    env:
      REDIS_URL: redis://redis:6379/0
    ports:
      - name: http
        port: 3000
    healthcheck:
      path: /up
      port: 3000
  redis:
    image: redis:7-alpine
    args:
      - redis-server
      - --appendonly
      - "yes"
    volumes:
      - source: redis_data
        target: /data
`);
    expect(config.services.redis?.args).toEqual(['redis-server', '--appendonly', 'yes']);
  });

  it('accepts memcached without a volume, and a search service with a secret', () => {
    expect(
      ofServices(`${WEB}  memcached: { image: "memcached:1.6-alpine", args: [memcached, -m, "128"] }
  search:
    image: registry.example.com/search:2
    secret_refs:
      - name: SEARCH_PASSWORD
        secret: SEARCH_PASSWORD
`),
    ).toEqual([]);
  });
});

describe('the text itself', () => {
  it.each([
    ['', '1:1: is empty (hint: run `devopsellence init` to write a first config)'],
    ['# nothing\n', '1:1: is empty (hint: run `devopsellence init` to write a first config)'],
    ['- web\n', '1:1: must be a mapping: lines of the form `key: value`'],
    ['\n  web\n', '2:3: must be a mapping: lines of the form `key: value`'],
    [`${HEAD}services: {}\n---\na: 1\n`, '5:1: must be a single YAML document; remove the line `---`'],
    ['a: &x [*x]', '1:8 a[0]: contains itself through *x'],
    ['a: *x', '1:4 a: is an alias of nothing: there is no &x before'],
    ['a: !secret x', '1:4: is not valid YAML: unresolved tag: !secret'],
    ['? [a]\n: 1', '1:3: must have plain text as keys'],
    ['['.repeat(5000), '1:1: is nested too deeply'],
    ['- '.repeat(5000), '1:1: is nested too deeply'],
    [`a: ${'x'.repeat(300_000)}`, '1:1: must not be larger than 256 KiB'],
  ])('%.20j gives one issue', (text, issue) => {
    expect(issuesOf(text)).toEqual([issue]);
  });

  it('refuses aliases that multiply, and more aliases than anyone writes', () => {
    const bomb = Array.from({ length: 9 }, (_, level) => `a${level + 1}: &a${level + 1} [${`*a${level},`.repeat(9)}]`);
    const issue: unknown = expect.stringContaining('repeats aliases too often');
    expect(issuesOf(`a0: &a0 [x]\n${bomb.join('\n')}`)).toEqual([issue]);
    expect(issuesOf(`a: &a x\nb: [${'*a,'.repeat(101)}]`)).toEqual([issue]);
  });

  it('accepts aliases that help', () => {
    const services = `${WEB}  jobs: { env: &env { A: "1" } }\n  mail: { env: *env }\n`;
    expect(ofServices(services)).toEqual([]);
  });

  it('reports a doubled key at its second place, together with everything else', () => {
    expect(ofServices(`${WEB}  jobs:\n    image: redis\n    image: 7\n  Jobs: {}\n`)).toEqual([
      '8:5 services.jobs.image: stands twice in the same mapping (hint: remove one of the two)',
      '8:12 services.jobs.image: must be text, not the number 7 (hint: put it in quotes: "7")',
      '9:3 services.Jobs: must be 1 to 63 small letters, digits and "-", begin with a letter and not end with "-" (hint: try jobs)',
    ]);
  });

  it.each(['__proto__', 'constructor', 'toString'])('refuses the key %s where it means nothing', (key) => {
    expect(ofServices(`${WEB}  jobs: { ${key}: 1 }\n`)).toContainEqual(expect.stringContaining(`services.jobs.${key}`));
  });
});

describe('the version', () => {
  it.each([
    ['organization: acme\nproject: shop\n', '1:1'],
    ['schema_version: 0\norganization: acme\nproject: shop\n', '1:17'],
    ['schema_version: 2\norganization: acme\nproject: shop\n', '1:17'],
    ['schema_version: "1"\norganization: acme\nproject: shop\n', '1:17'],
  ])('%j is refused with the way out', (head, place) => {
    expect(issuesOf(`${head}services:\n${WEB}`)).toEqual([
      `${place}: schema_version must be 1; run \`devopsellence init\` to write a config of this version`,
    ]);
  });
});

describe('the shape', () => {
  it.each([
    ['helthcheck: {}', '6:11 services.jobs.helthcheck: is not a known key (hint: did you mean healthcheck?)'],
    ['replicas: 3', 'use placement.count'],
    [
      'command: bin/jobs --all',
      '6:20 services.jobs.command: must be a list, not text (hint: write a list: ["bin/jobs","--all"])',
    ],
    ['args: [-m, 128]', '6:22 services.jobs.args[1]: must be text, not the number 128 (hint: put it in quotes: "128")'],
    ['args: [""]', '6:18 services.jobs.args[0]: must not be blank'],
    ['env: { A: true }', 'services.jobs.env.A: must be text, not the boolean true (hint: put it in quotes: "true")'],
    ['env: { A: }', '6:18 services.jobs.env.A: must be text, not empty'],
    ['env: { "A B": x }', '6:18 services.jobs.env["A B"]: must be the name of a variable'],
    ['ports: [{ name: a, port: 65536 }]', '6:36 services.jobs.ports[0].port: must be at most 65535'],
    ['ports: [{ name: a, port: 1.5 }]', 'services.jobs.ports[0].port: must be a whole number, not the number 1.5'],
    ['ports: [{ name: a }]', '6:19 services.jobs.ports[0].port: is required'],
    ['volumes: [{ source: /srv/data, target: /data }]', 'a folder of the node cannot be mounted from here'],
    ['volumes: [{ source: ./data, target: /data }]', 'a folder of the node cannot be mounted from here'],
    [
      'volumes: [{ source: data, target: data }]',
      'services.jobs.volumes[0].target: must be an absolute path (hint: try /data)',
    ],
    ['volumes: [{ source: data, target: /a/../b }]', 'must be an absolute path'],
    ['volumes: [data]', '6:21 services.jobs.volumes[0]: must be a mapping, not text'],
    [
      'image: https://example.com/x',
      'services.jobs.image: must be an image reference (hint: write it without the scheme)',
    ],
    ['image: "search:<version>"', 'services.jobs.image: must be an image reference'],
    ['image: ""', 'services.jobs.image: must be an image reference'],
    ['stop_grace_period: 10', 'must be text, not the number 10 (hint: for example 250ms, 10s, 5m, 1h30m)'],
    ['stop_grace_period: 10 seconds', 'must be a duration of 0s to 168h (hint: for example 250ms, 10s, 5m or 1h30m)'],
    ['resources: { memory: 1GB }', 'must be an amount of memory, at least 6m (hint: for example 512k, 256m or 1g)'],
    ['resources: { memory: 512k }', 'must be an amount of memory, at least 6m'],
    ['resources: { cpus: 0 }', 'services.jobs.resources.cpus: must be at least 0.01'],
    ['resources: { cpus: "0.5" }', 'must be a number, not text (hint: write it without quotes and units)'],
    ['readiness: { tcp: 1, interval: 0s }', 'must be a duration of 100ms to 168h'],
    ['readiness: { tcp: 1, timeout: 0s }', 'must be a duration of 1ms to 168h'],
    ['readiness: { command: [] }', 'services.jobs.readiness.command: must not be empty'],
    ['readiness: { http: { path: up, port: 80 } }', 'must begin with "/" and contain no blanks (hint: try /up)'],
    ['depends_on: web', 'services.jobs.depends_on: must be a list, not text (hint: write a list: ["web"])'],
    ['depends_on: { web: { condition: healthy } }', 'services.jobs.depends_on.web.condition: must be ready or started'],
    ['placement: { labels: [SSD] }', 'services.jobs.placement.labels[0]: must be a label'],
    ['placement: { count: 0 }', 'services.jobs.placement.count: must be at least 1'],
    ['rollout: { order: start_first }', 'must be start-first or stop-first (hint: did you mean start-first?)'],
    ['secret_refs: [{ name: A, secret: "s3cret!" }]', 'the value of a secret never stands in the config'],
  ])('jobs: { %s } is refused', (field, issue) => {
    expect(ofServices(`${WEB}  jobs: { ${field} }\n`)).toEqual([expect.stringContaining(issue)]);
  });

  it.each(['redis', 'redis:7-alpine', 'host:5000/a/b:tag', 'ghcr.io/a/b__c@sha256:'.concat('a'.repeat(64))])(
    'accepts the image %s',
    (image) => {
      expect(ofServices(`${WEB}  jobs: { image: "${image}" }\n`)).toEqual([]);
    },
  );

  it('needs at least one service', () => {
    expect(issuesOf(`${HEAD}services: {}\n`)).toEqual(['4:11 services: must have at least one service']);
    expect(issuesOf(HEAD)).toEqual(['1:1 services: is required']);
  });

  it('names the keys there are when none is near', () => {
    expect(issuesOf(`${HEAD}services:\n${WEB}build: { secrets_dir: x }\n`)).toEqual([
      '6:10 build.secrets_dir: is not a known key (hint: the keys here are context, dockerfile, platforms)',
    ]);
  });

  it('checks the rules too when only keys are unknown', () => {
    const issues = ofServices(
      '  web: { helthcheck: {}, ports: [{ name: http, port: 1 }], depends_on: [redi] }\n  redis: {}\n',
    );
    expect(issues).toEqual([
      '5:10 services.web.helthcheck: is not a known key (hint: did you mean healthcheck?)',
      '5:73 services.web.depends_on[0]: must be a service: there is no service redi (hint: did you mean redis?)',
    ]);
  });
});
