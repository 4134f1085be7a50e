import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseConfig } from '@devopsellence/core';
import { describe, expect, it } from 'vitest';
import { cli, folder, shop } from '../testing/cli.js';

describe('init', () => {
  it('writes a valid config with the port of the Dockerfile', async () => {
    const cwd = await folder({ Dockerfile: 'FROM node\nEXPOSE 8080\n' });
    const result = await cli('init --org acme --project shop', { cwd });
    expect(result).toMatchObject({
      exitCode: 0,
      stdout:
        'Wrote devopsellence.yml: organization acme, project shop, port 8080 (from the EXPOSE of the Dockerfile).\n' +
        'Next: look it over, then `devopsellence node attach NAME` and `devopsellence deploy`.\n',
      stderr: '',
    });
    const parsed = parseConfig(await readFile(join(cwd, 'devopsellence.yml'), 'utf8'));
    expect(parsed).toMatchObject({ ok: true, config: { organization: 'acme', project: 'shop' } });
  });

  it('leaves a config that is there already alone', async () => {
    const cwd = await shop();
    const before = await readFile(join(cwd, 'devopsellence.yml'), 'utf8');
    const result = await cli('init', { cwd });
    expect(result.exitCode).toBe(1);
    expect(result.stderr).toContain('Error: devopsellence.yml is there already and was left as it is\n');
    expect(await readFile(join(cwd, 'devopsellence.yml'), 'utf8')).toBe(before);
  });

  it('refuses a name that no config could have', async () => {
    expect(await cli('init --project My_Shop')).toMatchObject({
      exitCode: 2,
      stderr:
        'Error: --project must be 1 to 40 small letters, digits and "-", begin with a letter and not end with "-", not "My_Shop"\n  try my-shop\nTry: devopsellence init --help\n',
    });
  });
});
