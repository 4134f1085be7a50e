import { describe, expect, it } from 'vitest';
import { callOf, readCall } from './read-call.js';
import { parametersOf } from './tool.js';
import * as tools from './tools.js';

/** Everything that was given, by name. */
function given(...words: readonly string[]): Readonly<Record<string, unknown>> {
  const call = callOf(readCall(words, tools.SERVICE_TOOLS));
  const values = parametersOf(call.tool).map((parameter) => [parameter.name, call.get(parameter)] as const);
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

describe('the calls of the page that started it', () => {
  it.each([
    [['create_service', 'redis', 'redis:7', '6379'], { name: 'redis', image: 'redis:7', port: 6379 }],
    [
      [
        'create_service',
        'meilisearch',
        'getmeili/meilisearch:v1.6',
        '7700',
        '',
        'MEILI_MASTER_KEY=abc123,MEILI_ENV=production',
      ],
      {
        name: 'meilisearch',
        image: 'getmeili/meilisearch:v1.6',
        port: 7700,
        env_vars: { MEILI_MASTER_KEY: 'abc123', MEILI_ENV: 'production' },
      },
    ],
    [
      [
        'create_service',
        'elasticsearch',
        'docker.elastic.co/elasticsearch/elasticsearch:8.11.0',
        '9200',
        '',
        'discovery.type=single-node,ES_JAVA_OPTS=-Xms512m -Xmx512m',
      ],
      {
        name: 'elasticsearch',
        image: 'docker.elastic.co/elasticsearch/elasticsearch:8.11.0',
        port: 9200,
        env_vars: { 'discovery.type': 'single-node', ES_JAVA_OPTS: '-Xms512m -Xmx512m' },
      },
    ],
    [
      ['create_service', '{"name":"vpn","image":"linuxserver/wireguard","port":51820,"net_admin":true}'],
      { name: 'vpn', image: 'linuxserver/wireguard', port: 51_820, net_admin: true },
    ],
    [['list_services'], {}],
    [['get_service_info', 'redis'], { name: 'redis' }],
    [['get_service_logs', 'redis', '200'], { name: 'redis', n_lines: 200 }],
    [['restart_service', 'redis'], { name: 'redis' }],
    [['update_service', 'meilisearch'], { name: 'meilisearch' }],
    [
      ['update_service', 'meilisearch', '--env_vars', 'MEILI_MASTER_KEY=newkey,MEILI_ENV=production'],
      { name: 'meilisearch', env_vars: { MEILI_MASTER_KEY: 'newkey', MEILI_ENV: 'production' } },
    ],
    [
      ['update_service', 'meilisearch', '--image', 'getmeili/meilisearch:v1.8'],
      { name: 'meilisearch', image: 'getmeili/meilisearch:v1.8' },
    ],
    [['update_service', 'wireguard', '--net_admin', 'true'], { name: 'wireguard', net_admin: true }],
    [['update_service', 'wireguard', '--privileged', 'true'], { name: 'wireguard', privileged: true }],
    [['delete_service', 'redis'], { name: 'redis' }],
    [['run_service_command', 'redis', 'redis-cli ping'], { name: 'redis', command: 'redis-cli ping' }],
    [['list_service_presets'], {}],
    [['restore_service', 'redis'], { name: 'redis' }],
    [['delete_service_preset', 'redis'], { name: 'redis' }],
  ])('%j', (words, values) => {
    expect(given(...words)).toEqual(values);
  });
});

describe('forms', () => {
  it.each([
    [['update_service', 'm', '', 'redis:8'], { name: 'm', image: 'redis:8' }],
    [['update_service', 'm', '--env_vars', ''], { name: 'm', env_vars: {} }],
    [['update_service', 'm', '--env-vars='], { name: 'm', env_vars: {} }],
    [['update_service', 'm', '--hostname', ''], { name: 'm', hostname: null }],
    [['update_service', 'm', '--net-admin', '--image', 'a:1'], { name: 'm', net_admin: true, image: 'a:1' }],
    [['update_service', 'm', '--net_admin=no'], { name: 'm', net_admin: false }],
    [['update_service', '--name', 'm', '--privileged'], { name: 'm', privileged: true }],
    [['run_service_command', 'm', '--', '--help'], { name: 'm', command: '--help' }],
    [['run_service_command', 'm', '-x'], { name: 'm', command: '-x' }],
    [
      ['update_service', ' {"name":"m","port":"80","host_mode":"yes","image":null}'],
      { name: 'm', port: 80, host_mode: true },
    ],
    [['update_service', '{"name":"m","env_vars":{"A":"1,B=2"}}'], { name: 'm', env_vars: { A: '1,B=2' } }],
    [['get-service-info', 'm'], { name: 'm' }],
    [['get_service_info', 'm', '--environment', 'staging'], { name: 'm', environment: 'staging' }],
    [['list_services', '{"project":"shop"}'], { project: 'shop' }],
    [['update_service', 'm', '--command', `sh -c "a b"`], { name: 'm', command: ['sh', '-c', 'a b'] }],
    [['update_service', '{"name":"m","command":["a","b c"]}'], { name: 'm', command: ['a', 'b c'] }],
    [['update_service', 'm', '--command='], { name: 'm', command: [] }],
    [
      ['create_service', 'vpn', 'vpn:1', '51820', '--protocol', 'udp', '--publish', '--wait', '--secrets', 'A=B,C=D'],
      {
        name: 'vpn',
        image: 'vpn:1',
        port: 51_820,
        protocol: 'udp',
        publish: true,
        wait: true,
        secrets: [
          { name: 'A', secret: 'B' },
          { name: 'C', secret: 'D' },
        ],
      },
    ],
    [['update_service', '{"name":"m","secrets":{"A":"B"}}'], { name: 'm', secrets: [{ name: 'A', secret: 'B' }] }],
    [['update_service', 'm', '--secrets='], { name: 'm', secrets: [] }],
  ])('%j', (words, values) => {
    expect(given(...words)).toEqual(values);
  });

  it('takes back what get_service_info shows', () => {
    const info = {
      name: 'm',
      image: 'a:1',
      port: 80,
      hostname: '',
      env_vars: { A: '1' },
      host_mode: false,
      volumes: [{ volume: 'data', mount_path: '/data', mode: 'ro' }],
      cap_add: ['NET_ADMIN'],
      privileged: false,
    };
    expect(given('create_service', JSON.stringify(info))).toEqual({
      ...info,
      hostname: null,
      volumes: [{ source: 'data', target: '/data', isReadOnly: true }],
    });
  });
});

describe('wrong calls', () => {
  it.each([
    [['create_servce', 'a'], 'there is no tool "create_servce"'],
    [['create_service', 'a', 'b:1'], 'create_service needs port'],
    [['create_service', 'a', '', '80'], 'create_service needs image'],
    [['get_service_info', 'a', 'b'], 'get_service_info takes at most 1 argument'],
    [['create_service', 'a', 'b:1', 'eighty'], 'port must be a whole number from 1 to 65535, not "eighty"'],
    [['create_service', 'a', 'b:1', '0'], 'port must be a whole number'],
    [['create_service', 'a', 'b:1', '1.5'], 'port must be a whole number'],
    [['create_service', '{"name":"a","image":"b","port":true}'], 'port must be a whole number'],
    [['update_service', 'a', '--net_admin', 'on'], 'net_admin must be true, false, yes, no, 1 or 0, not "on"'],
    [['update_service', 'a', '--imag', 'x'], 'update_service has no argument "imag"'],
    [['update_service', '{"name":"a","imag":"x"}'], 'update_service has no argument "imag"'],
    [['update_service', 'a', '--name', 'b'], 'update_service was given name twice'],
    [['update_service', 'a', '--image'], 'update_service needs a value after --image'],
    [['update_service', 'a', '--image', '--port', '1'], 'update_service needs a value after --image'],
    [['update_service', '--image', 'x', 'a'], 'update_service takes no further word after arguments with a name'],
    [['update_service', '{"name":"a"}', 'b'], 'takes one JSON object, or other arguments, not both'],
    [['update_service', '{"name":"a"}', '--image', 'b'], 'takes one JSON object, or other arguments, not both'],
    [['update_service', '{"name":'], 'begins like a JSON object and is none'],
    [['update_service', '{"name":"a","env_vars":{"A":1}}'], 'env_vars has a value that is no text, for A'],
    [['update_service', '{"name":"a","env_vars":{"A b":"1"}}'], 'env_vars has a wrong name "A b"'],
    [['update_service', '{"name":"a","volumes":[{"volume":"v","mount_path":"/a","x":1}]}'], 'unknown key "x"'],
    [['update_service', '{"name":"a","volumes":["v:/a,w:/b"]}'], 'is neither ro nor rw'],
    [['update_service', '{"name":"a","cap_add":["SYS_ADMIN"]}'], 'cap_add may have NET_ADMIN and nothing else'],
    [['update_service', '{"name":5}'], 'name must be a text, not 5'],
    [['update_service', 'a', '--env_vars', 'foo'], 'env_vars has a part without "="'],
    [['update_service', 'a', '--hostname', 'a b'], 'hostname must be a host name'],
    [['update_service', 'a', '--protocol', 'icmp'], 'protocol must be tcp or udp, not "icmp"'],
    [['update_service', 'a', '--secrets', 'A'], 'secrets must be VARIABLE=SECRET'],
    [['update_service', '{"name":"a","secrets":{"A":1}}'], 'secrets must be VARIABLE=SECRET'],
  ])('%j', (words, message) => {
    expect(() => given(...words)).toThrow(message);
  });

  it('shows the usage, and no value that may be a secret', () => {
    const secret = 'correct-horse-battery';
    const calls = [
      ['update_service', `{"name":"a","env_vars":"K=${secret}"`],
      ['update_service', '--image', 'x', secret],
      ['update_service', 'a', '--port', secret],
      ['update_service', 'a', '--env_vars', secret],
      ['update_service', 'a', '--secrets', `A=${secret}!`],
      ['update_service', JSON.stringify({ name: 'a', env_vars: [secret] })],
    ];
    for (const words of calls) {
      expect(() => given(...words)).toThrow(expect.objectContaining({ message: expect.not.stringContaining('horse') }));
    }
    expect(() => given('restart_service')).toThrow(
      expect.objectContaining({ nextActions: ['devopsellence call restart_service <name>'] }),
    );
  });
});
