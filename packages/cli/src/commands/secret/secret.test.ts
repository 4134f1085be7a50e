import { describe, expect, it } from 'vitest';
import type { SecretName } from '../../client/control-plane-client.js';
import { PRODUCTION } from '../../testing/builders.js';
import { cli, documentsIn, folder, LOGGED_IN, NOW, SHOP_CONFIG, shop } from '../../testing/cli.js';

const env = LOGGED_IN;

function recorder() {
  const stored: unknown[] = [];
  const setSecret = ({ environment, service, name }: SecretName, value: string) => {
    stored.push([environment, service, name, value]);
    const secret = { name, service, versionId: '01V', updatedAt: NOW, updatedBy: 'owner' };
    return Promise.resolve({ secret, pendingChanges: [] });
  };
  return { stored, client: { setSecret } };
}

describe('secret set', () => {
  it.each([
    ['one newline is taken off', ['hunter2\n'], 'hunter2'],
    ['only one', ['hunter2\n\n'], 'hunter2\n'],
    ['also one of Windows', ['hunter2\r\n'], 'hunter2'],
    ['nothing else', [' hun', 'ter2 '], ' hunter2 '],
  ])('reads standard input: %s', async (_, stdin, value) => {
    const { stored, client } = recorder();
    const result = await cli('secret set SEARCH_PASSWORD --service search --stdin', {
      cwd: await shop(),
      env,
      client,
      stdin,
    });
    expect(result).toMatchObject({ exitCode: 0, stdout: 'Stored SEARCH_PASSWORD for search.\n', stderr: '' });
    expect(stored).toEqual([[PRODUCTION, 'search', 'SEARCH_PASSWORD', value]]);
  });

  it('reads a file or takes the value, and never shows it', async () => {
    const { stored, client } = recorder();
    const cwd = await folder({ 'devopsellence.yml': SHOP_CONFIG, key: 'hunter2\n' });
    const results = [
      await cli('secret set KEY --file key', { cwd, env, client }),
      await cli('secret set KEY --value hunter3 --json', { cwd, env, client }),
    ];
    expect(stored).toEqual([
      [PRODUCTION, null, 'KEY', 'hunter2'],
      [PRODUCTION, null, 'KEY', 'hunter3'],
    ]);
    expect(results.map(({ stdout, stderr }) => stdout + stderr).join('')).not.toMatch(/hunter/);
    expect(documentsIn(results[1]?.stdout ?? '')).toMatchObject([
      { ok: true, secret: { name: 'KEY', service: null, version_id: '01V' } },
    ]);
  });

  it.each([
    ['secret set KEY', 'Error: one of --value, --file, --stdin is needed\nTry: devopsellence secret set --help\n'],
    [
      'secret set KEY --value hunter2 --stdin',
      'Error: only one of --value, --file, --stdin can be used at a time\nTry: devopsellence secret set --help\n',
    ],
    ['secret set KEY --stdin', 'Error: the value is empty\nTry: devopsellence secret set --help\n'],
    ['secret set', "Error: missing required argument 'NAME'\nTry: devopsellence secret set --help\n"],
  ])('%s is a usage error', async (words, stderr) => {
    expect(await cli(words, { cwd: await shop(), env })).toMatchObject({ exitCode: 2, stdout: '', stderr });
  });

  it('refuses bytes that a variable cannot hold', async () => {
    for (const bytes of [Buffer.from([0xff, 0xfe, 0x41]), Buffer.from('a\0b')]) {
      const result = await cli('secret set KEY --stdin', { cwd: await shop(), env, stdin: [bytes] });
      expect(result.exitCode).toBe(2);
      expect(result.stderr).toContain('Error: the value is not text\n');
    }
  });

  it('names a file that cannot be read', async () => {
    const result = await cli('secret set KEY --file nowhere', { cwd: await shop(), env });
    expect(result.exitCode).toBe(2);
    expect(result.stderr).toContain('Error: cannot read nowhere\n');
  });
});

describe('secret list and delete', () => {
  const secret = { name: 'KEY', service: 'web', versionId: '01V', updatedAt: NOW - 180_000, updatedBy: 'ci' };

  it('list shows names, services and who set them', async () => {
    const client = { listSecrets: () => Promise.resolve([secret, { ...secret, name: 'ALL', service: null }]) };
    expect((await cli('secret list', { cwd: await shop(), env, client })).stdout).toBe(
      'NAME  SERVICE  SET            BY\nKEY   web      3 minutes ago  ci\nALL   (all)    3 minutes ago  ci\n',
    );
    const none = await cli('secret list', {
      cwd: await shop(),
      env,
      client: { listSecrets: () => Promise.resolve([]) },
    });
    expect(none.stdout).toBe('No secrets yet. Store one: devopsellence secret set NAME --stdin\n');
  });

  it('delete says what is pending because of it', async () => {
    const deleteSecret = () => Promise.resolve({ secret, pendingChanges: ['web on prod-1 would be replaced'] });
    const result = await cli('secret delete KEY --service web', { cwd: await shop(), env, client: { deleteSecret } });
    expect(result.stdout).toContain('Deleted KEY of web.\n\nPending changes');
  });
});
