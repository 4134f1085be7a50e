import { describe, expect, it } from 'vitest';
import { cli, documentsIn, LOGGED_IN, NOW, shop } from '../../testing/cli.js';

const env = LOGGED_IN;
const registry = { host: 'r.example.com', username: 'ci', namespace: null, updatedAt: NOW };
const pushed = { ...registry, namespace: 'acme/apps' };

/** Runs the words with a control plane that stores the registry; resolves to the result and what it was asked. */
async function set(words: string, reply: object = { registry, previousPushHost: null }) {
  const asked: unknown[] = [];
  const setRegistry = (request: unknown) => {
    asked.push(request);
    return Promise.resolve({ registry, previousPushHost: null, ...reply });
  };
  const result = await cli(words, { cwd: await shop(), env, stdin: ['hunter2\n'], client: { setRegistry } });
  return { result, asked };
}

describe('registry set', () => {
  it('reads the password and never shows it', async () => {
    const { result, asked } = await set('registry set --host r.example.com --username ci --password-stdin');
    expect(result).toMatchObject({ exitCode: 0, stdout: 'Stored the registry r.example.com.\n', stderr: '' });
    const credential = { username: 'ci', password: 'hunter2' };
    expect(asked).toEqual([
      { organization: 'acme', host: 'r.example.com', credential, namespace: null, pullOnly: false },
    ]);
  });

  it('says where deploys push from now on, and where no longer', async () => {
    const words = 'registry set --host r.example.com --namespace acme/apps';
    const first = await set(words, { registry: pushed });
    expect(first.asked).toMatchObject([{ credential: null, namespace: 'acme/apps' }]);
    expect(first.result.stdout).toBe(
      'Stored the registry r.example.com. Deploys push what they build to r.example.com/acme/apps.\n',
    );
    const later = await set(words, { registry: pushed, previousPushHost: 'ghcr.io' });
    expect(later.result.stdout).toContain('to r.example.com/acme/apps, no longer to ghcr.io.\n');
    const json = await set(`${words} --json`, { registry: pushed, previousPushHost: 'ghcr.io' });
    expect(documentsIn(json.result.stdout)).toMatchObject([
      { ok: true, registry: { host: 'r.example.com', namespace: 'acme/apps' }, previous_push_host: 'ghcr.io' },
    ]);
  });

  it('can end the pushing alone', async () => {
    const { asked } = await set('registry set --host r.example.com --pull-only');
    expect(asked).toMatchObject([{ credential: null, namespace: null, pullOnly: true }]);
  });

  it.each([
    ['registry set --username ci', '--host is missing'],
    ['registry set --host r', '--username is missing'],
    ['registry set --host r --password x', '--username is missing'],
    ['registry set --host r --namespace n --password x', '--username is missing'],
    ['registry set --host r --username x', 'one of --password, --password-file, --password-stdin is needed'],
    ['registry set --host r --namespace n --pull-only', 'only one of --namespace, --pull-only can be used at a time'],
    ['registry set --host r --namespace=', '--namespace must not be empty'],
  ])('%s is a usage error', async (words, message) => {
    const { result, asked } = await set(words);
    expect(result).toMatchObject({ exitCode: 2, stdout: '' });
    expect(result.stderr).toContain(`Error: ${message}\n`);
    expect(asked).toEqual([]);
  });
});

describe('registry list and delete', () => {
  it('show hosts, users, and where deploys push', async () => {
    const open = { ...pushed, username: null };
    const client = {
      listRegistries: () => Promise.resolve([registry, open]),
      deleteRegistry: () => Promise.resolve(registry),
    };
    expect((await cli('registry list --org acme', { env, client })).stdout).toBe(
      'HOST           USERNAME  DEPLOYS PUSH TO          SET\n' +
        'r.example.com  ci        -                        now\n' +
        'r.example.com  -         r.example.com/acme/apps  now\n',
    );
    expect((await cli('registry delete r.example.com --org acme', { env, client })).stdout).toBe(
      'Deleted the registry r.example.com.\n',
    );
  });
});
