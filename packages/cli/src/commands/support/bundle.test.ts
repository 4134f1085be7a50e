import { execFileSync } from 'node:child_process';
import { readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '@devopsellence/core';
import { aDiagnosis } from '@devopsellence/core/testing';
import { VERSION } from '@devopsellence/runtime';
import { describe, expect, it } from 'vitest';
import type { ControlPlaneClient } from '../../client/control-plane-client.js';
import { aControlPlane, aDiagnosed, aNode, anEnvironmentStatus, anIdentity } from '../../testing/builders.js';
import { cli, documentsIn, LOGGED_IN, NOW, shop, TOKEN } from '../../testing/cli.js';

const KEY = '-----BEGIN PRIVATE KEY-----\\nabc\\n-----END PRIVATE KEY-----';
const fleetNode = { node: aNode(), revision: 3, observedRevision: 3, engineError: '', services: [] };

function aClient(more: Partial<ControlPlaneClient> = {}): Partial<ControlPlaneClient> {
  return {
    whoAmI: () =>
      Promise.resolve(anIdentity({ tokenName: 'ops', role: 'owner', controlPlaneVersion: VERSION, at: NOW })),
    fleetStatus: () =>
      Promise.resolve({ online: 1, stale: 0, offline: 0, services: {}, nodes: [fleetNode], environments: [] }),
    status: () => Promise.resolve(anEnvironmentStatus()),
    diagnoseControlPlane: () => Promise.resolve(aControlPlane({ log: [`login with ${TOKEN}`], metrics: 'up 1\n' })),
    diagnoseNode: ({ logLines }) =>
      Promise.resolve(
        aDiagnosed({ diagnosis: aDiagnosis({ log: logLines === 0 ? [] : [`key ${KEY}`, 'agent line'] }) }),
      ),
    ...more,
  };
}

const filesIn = (archive: string) => execFileSync('tar', ['-tzf', archive]).toString().trim().split('\n');
const textOf = (archive: string) => execFileSync('tar', ['-xzOf', archive]).toString();

describe('support bundle', () => {
  it('says what it will hold, and writes that, for its owner only', async () => {
    const cwd = await shop();
    const result = await cli('support bundle --output b.tar.gz', { cwd, env: LOGGED_IN, client: aClient() });
    expect(result).toMatchObject({ exitCode: 0, stdout: 'Wrote b.tar.gz. Look into it before you send it.\n' });
    const archive = join(cwd, 'b.tar.gz');
    const files = filesIn(archive);
    expect(files).toEqual([
      'findings.txt',
      'doctor.json',
      'config.json',
      'status.json',
      'fleet.json',
      'control-plane/facts.json',
      'control-plane/log.txt',
      'control-plane/metrics.txt',
      'nodes/prod-1.json',
    ]);
    for (const file of files) expect(result.stderr).toContain(file);
    expect((await stat(archive)).mode & 0o777).toBe(0o600);
    expect(textOf(archive)).toContain('agent line');
  });

  it('holds no token and no private key', async () => {
    const cwd = await shop();
    await cli('support bundle --output b.tar.gz', { cwd, env: LOGGED_IN, client: aClient() });
    const text = textOf(join(cwd, 'b.tar.gz'));
    expect(text).toContain('login with dvo_[REDACTED]');
    expect(text).toContain('key [REDACTED] private key');
    expect(text).not.toContain(TOKEN.slice(-20));
    expect(text).not.toContain('abc');
  });

  it('never replaces a file', async () => {
    const cwd = await shop();
    await writeFile(join(cwd, 'b.tar.gz'), 'mine');
    const result = await cli('support bundle --output b.tar.gz --json', { cwd, env: LOGGED_IN, client: aClient() });
    expect(result.exitCode).toBe(1);
    expect(documentsIn(result.stdout)).toMatchObject([{ error: { code: 'name_taken' } }]);
    expect((await stat(join(cwd, 'b.tar.gz'))).size).toBe(4);
  });

  it('is of use when the control plane does not answer', async () => {
    const cwd = await shop();
    const whoAmI = () => Promise.reject(new AppError('control_plane_unavailable', { message: 'no answer' }));
    const result = await cli('support bundle --json', { cwd, env: LOGGED_IN, client: { whoAmI } });
    expect(documentsIn(result.stdout)).toMatchObject([
      { ok: true, entries: [{ name: 'findings.txt' }, { name: 'doctor.json' }, { name: 'config.json' }] },
    ]);
    const [archive] = (await readdir(cwd)).filter((name) => name.startsWith('devopsellence-support-'));
    expect(textOf(join(cwd, archive ?? ''))).toContain('error control_plane_unavailable: no answer');
  });

  it('leaves nothing behind when it fails', async () => {
    const cwd = await shop();
    const broken = { ...aControlPlane(), metrics: undefined as unknown as string };
    const client = aClient({ diagnoseControlPlane: () => Promise.resolve(broken) });
    const result = await cli('support bundle --output b.tar.gz', { cwd, env: LOGGED_IN, client });
    expect(result.exitCode).toBe(1);
    expect(await readdir(cwd)).toEqual(['devopsellence.yml']);
  });
});
