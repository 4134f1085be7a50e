import { describe, expect, it } from 'vitest';
import type { MasterKey, TrustStatus } from '../../client/identity-client.js';
import { cli, documentsIn, LOGGED_IN, NOW } from '../../testing/cli.js';
import { unavailable } from '../../testing/fake-client.js';

const env = LOGGED_IN;
const STEADY: MasterKey = {
  phase: 'steady',
  current: 'aa',
  other: null,
  since: null,
  values: 3,
  valuesLeft: 0,
  isFromEnvironment: false,
};
const REPLACED: MasterKey = { ...STEADY, phase: 'replaced', current: 'bb', other: 'aa', since: NOW, valuesLeft: 3 };
const DONE: MasterKey = { ...STEADY, current: 'bb', since: NOW };

/** A control plane that is asked again and again, and at the end always says the last one. */
function plane(...states: readonly MasterKey[]) {
  const left = [...states];
  const asked = { begun: 0 };
  const rotation = { phase: 'steady', current: 'cc', other: null, since: null, behind: [] } as const;
  const next = (): Promise<TrustStatus> => {
    const [masterKey = STEADY] = left.length > 1 ? left.splice(0, 1) : left;
    return Promise.resolve({ certificateAuthority: rotation, signingKey: rotation, masterKey });
  };
  const rotateMasterKey = () => {
    asked.begun += 1;
    return next();
  };
  return { asked, client: { trustStatus: next, rotateMasterKey } };
}

describe('secret rotate-key', () => {
  it('follows it to its end, and says what to keep', async () => {
    const { client, asked } = plane(STEADY, REPLACED, { ...REPLACED, valuesLeft: 1 }, DONE);
    const { exitCode, stdout, stderr } = await cli('secret rotate-key --yes', { env, client });
    expect([exitCode, asked.begun]).toEqual([0, 1]);
    expect(stdout).toBe('One master key seals all values, and nothing is being replaced.\nused: bb\nvalues: 3\n');
    expect(stderr).toMatch(/^1 of 3 values left\n0 of 3 values left\nWarning: master.key .* copy it elsewhere now/);
    expect(stderr).toContain('Backups made until now need the key before, aa');
  });

  it('follows it over a restart of the control plane', async () => {
    const { client } = plane(STEADY, REPLACED, DONE);
    let asked = 0;
    const trustStatus = () => {
      asked += 1;
      return asked === 2 ? Promise.reject(unavailable()) : client.trustStatus();
    };
    const result = await cli('secret rotate-key --yes', { env, client: { ...client, trustStatus } });
    expect([result.exitCode, asked]).toEqual([0, 3]);
  });

  it('begins nothing without a yes, and goes on with what was begun without one', async () => {
    const unasked = plane(STEADY);
    const refused = await cli('secret rotate-key', { env, client: unasked.client });
    expect([refused.exitCode, unasked.asked.begun]).toEqual([1, 0]);
    expect(refused.stderr).toContain('Drop the old master key');
    const { client } = plane(REPLACED, REPLACED, DONE);
    expect(await cli('secret rotate-key', { env, client })).toMatchObject({ exitCode: 0 });
  });

  it('shows how far it is', async () => {
    const { client, asked } = plane(REPLACED);
    const { stdout } = await cli('secret rotate-key --status', { env, client });
    expect(stdout).toBe(
      'The new master key is used; 3 of 3 values are sealed with the one before still.\nused: bb\nbefore: aa\nvalues: 3\n',
    );
    const json = await cli('secret rotate-key --status --json', { env, client });
    expect(documentsIn(json.stdout)).toMatchObject([
      { phase: 'replaced', current: 'bb', other: 'aa', values: 3, values_left: 3, since: '2026-03-01T12:00:00.000Z' },
    ]);
    expect(asked.begun).toBe(0);
  });

  it('says when the key before may go from the environment', async () => {
    const { client } = plane({ ...STEADY, other: 'bb', isFromEnvironment: true });
    const { stdout } = await cli('secret rotate-key --status', { env, client });
    expect(stdout).toContain('without DEVOPSELLENCE_MASTER_KEY_PREVIOUS');
  });

  it('gives up following when nothing moves', async () => {
    const { client } = plane(STEADY, REPLACED);
    const { exitCode, stderr } = await cli('secret rotate-key --yes', { env, client });
    expect(exitCode).toBe(3);
    expect(stderr).toContain('3 values are sealed with the master key before still');
  });
});
