import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cli, documentsIn, folder, SHOP_CONFIG, shop } from '../../testing/cli.js';

describe('config validate', () => {
  it('finds the config in a folder above', async () => {
    const cwd = join(await shop(), 'src');
    await mkdir(cwd);
    expect(await cli('config validate', { cwd })).toMatchObject({
      exitCode: 0,
      stdout: '../devopsellence.yml is valid (environments: staging).\n',
      stderr: '',
    });
  });

  it('shows every problem with file, line, column, path and hint', async () => {
    const cwd = await folder({
      'devopsellence.yml': SHOP_CONFIG.replace('image:', 'imag:').replace('port: 3000', 'port: x'),
    });
    const result = await cli('config validate', { cwd });
    expect(result.exitCode).toBe(2);
    expect(result.stdout).toBe('');
    expect(result.stderr).toContain('Error: devopsellence.yml has 2 problems\n');
    expect(result.stderr).toMatch(/^ {2}devopsellence\.yml:8:15 services\.web\.ports\[0\]\.port: /m);
    expect(result.stderr).toMatch(/^ {2}devopsellence\.yml:13:5 services\.redis\.imag: .*\(hint: .*image.*\)$/m);
  });

  it('says what to do without a config', async () => {
    const cwd = await folder();
    expect(await cli('config validate', { cwd })).toMatchObject({
      exitCode: 1,
      stderr:
        `Error: there is no devopsellence.yml in ${cwd} or a folder above it\n` +
        'Try: devopsellence init\nTry: cd to the folder of the app, or use --config FILE\n',
    });
    expect(await cli('config validate --config other.yml', { cwd })).toMatchObject({
      exitCode: 1,
      stderr: 'Error: there is no file other.yml\n',
    });
  });
});

describe('config resolve', () => {
  it('shows the spec of the environment', async () => {
    const cwd = await shop();
    const { stdout } = await cli('config resolve --env staging', { cwd });
    expect(JSON.parse(stdout)).toMatchObject({
      environment: 'staging',
      services: [{ name: 'redis' }, { name: 'web' }],
    });
    const json = await cli('config resolve --json', { cwd });
    expect(documentsIn(json.stdout)).toMatchObject([
      { ok: true, operation: 'config resolve', environment: 'production', spec: { project: 'shop' } },
    ]);
  });
});

describe('config schema', () => {
  it('prints a JSON Schema', async () => {
    const { exitCode, stdout } = await cli('config schema');
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ type: 'object', properties: { services: {} } });
  });
});
