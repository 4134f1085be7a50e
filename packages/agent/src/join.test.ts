import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { formatToken, mintToken } from '@devopsellence/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { join } from './join.js';
import { readCredentials } from './state/identity.js';
import { statePaths } from './state/state-directory.js';
import { FakeGateway } from './testing/fake-gateway.js';

describe('joining', () => {
  let gateway: FakeGateway;
  let stateDir: string;

  const attempt = (token: string, address = gateway.enrollAddress) =>
    join({ address, token, stateDir, name: 'proposed' });

  beforeEach(async () => {
    gateway = await FakeGateway.start();
    stateDir = await mkdtemp(joinPath(tmpdir(), 'join-'));
  });

  afterEach(async () => {
    gateway.stop();
    await rm(stateDir, { recursive: true });
  });

  it('makes this machine a node, with a key that was made here and never left', async () => {
    const identity = await attempt(gateway.joinToken());
    expect(identity).toMatchObject({ nodeId: 'node-1', nodeName: 'prod-1', gatewayAddresses: [gateway.address] });
    const key = await readFile(statePaths(stateDir).privateKey, 'utf8');
    expect(key).toContain('PRIVATE KEY');
    expect(JSON.stringify(gateway.enrolled)).not.toContain('PRIVATE KEY');
    expect(gateway.enrolled[0]).toMatchObject({ proposedName: 'proposed' });
    expect((await readCredentials(stateDir))?.identity).toEqual(identity);
  });

  it('sends nothing to a control plane the token does not belong to', async () => {
    const token = formatToken(mintToken('join', 'ab'.repeat(32)));
    await expect(attempt(token)).rejects.toMatchObject({ code: 'wrong_certificate_authority' });
    expect(gateway.enrolled).toEqual([]);
    expect(await readCredentials(stateDir)).toBeNull();
  });

  it('is repeated with the same key when the answer was lost', async () => {
    const token = gateway.joinToken();
    gateway.lostEnrollments = 1;
    await expect(attempt(token)).rejects.toMatchObject({ code: 'control_plane_unavailable' });
    const key = await readFile(statePaths(stateDir).privateKey, 'utf8');
    expect(await readCredentials(stateDir)).toBeNull();
    await attempt(token);
    expect((await readCredentials(stateDir))?.privateKey).toBe(key);
    expect(gateway.enrolled).toHaveLength(2);
  });

  it('does not use the token up where nothing can be kept', async () => {
    const file = joinPath(stateDir, 'file');
    await writeFile(file, '');
    const options = { address: gateway.enrollAddress, token: gateway.joinToken(), name: 'proposed' };
    await expect(join({ ...options, stateDir: joinPath(file, 'state') })).rejects.toThrow();
    expect(gateway.enrolled).toEqual([]);
  });

  it('keeps what it makes to its owner', async () => {
    const folder = joinPath(stateDir, 'new');
    await join({ address: gateway.enrollAddress, token: gateway.joinToken(), name: 'proposed', stateDir: folder });
    const modes = [folder, statePaths(folder).privateKey].map(async (path) => (await stat(path)).mode & 0o777);
    expect(await Promise.all(modes)).toEqual([0o700, 0o600]);
  });

  it('is refused where another node has joined already, which stays as it is', async () => {
    await attempt(gateway.joinToken());
    const joined = await readCredentials(stateDir);
    gateway.tokenNodeId = 'node-2';
    await expect(attempt(gateway.joinToken())).rejects.toMatchObject({ code: 'already_joined' });
    expect(gateway.enrolled.at(-1)).toMatchObject({ nodeId: 'node-1' });
    expect(await readCredentials(stateDir)).toEqual(joined);
  });

  it('again, as the same node, takes a new certificate for the same key', async () => {
    await attempt(gateway.joinToken());
    const before = await readCredentials(stateDir);
    await attempt(gateway.joinToken());
    const after = await readCredentials(stateDir);
    expect(after?.privateKey).toBe(before?.privateKey);
    expect(after?.identity.certificate).not.toBe(before?.identity.certificate);
  });

  it.each(['', 'dvo_join_', formatToken(mintToken('operator', 'ab'.repeat(32)))])(
    'is refused with %j for a token',
    async (token) => {
      await expect(attempt(token)).rejects.toMatchObject({ code: 'invalid_join_token' });
    },
  );

  it('says so when nobody answers', async () => {
    const address = gateway.enrollAddress;
    gateway.stop();
    await expect(attempt(gateway.joinToken(), address)).rejects.toMatchObject({ code: 'control_plane_unavailable' });
  });
});
