import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aDesiredState } from '@devopsellence/core/testing';
import { type DesiredStateDocument, serializeDesiredState, signPayload } from '@devopsellence/protocol';
import { silentLogger } from '@devopsellence/runtime/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AcceptedFile } from '../state/accepted-file.js';
import { AcceptedState } from './accepted-state.js';

const signing = generateKeyPairSync('ed25519');
const nodeKey = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const SECRET = 'hush, not to be found on disk';

function signed(revision: number, { nodeId = 'node-1', key = signing.privateKey } = {}) {
  const desiredState = aDesiredState({ nodeId, revision });
  return signPayload(serializeDesiredState({ desiredState, secretValues: new Map([['v1', SECRET]]) }), key);
}

describe('the accepted desired state', () => {
  let folder: string;
  let path: string;
  let followed: DesiredStateDocument[];
  let keys: KeyObject[];

  function open(key = nodeKey): AcceptedState {
    return new AcceptedState({
      nodeId: 'node-1',
      signingKeys: () => keys.map((key) => key.export({ type: 'spki', format: 'pem' }).toString()),
      file: new AcceptedFile(path, key),
      onAccepted: (document) => followed.push(document),
      logger: silentLogger,
    });
  }

  const revisions = () => followed.map(({ desiredState }) => desiredState.revision);

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'accepted-'));
    path = join(folder, 'desired-state.sealed');
    followed = [];
    keys = [signing.publicKey];
  });

  afterEach(() => rm(folder, { recursive: true }));

  it('is acted on, with its secrets, after it is on disk', async () => {
    const state = open();
    await state.offer(wire(signed(1)));
    expect(followed).toMatchObject([{ desiredState: { revision: 1 } }]);
    expect(followed[0]?.secretValues.get('v1')).toBe(SECRET);
    expect(state.revision).toBe(1);
  });

  it('is taken up again by the next agent, before any connection', async () => {
    await open().offer(wire(signed(7)));
    followed.length = 0;
    const next = open();
    await next.restore();
    expect(revisions()).toEqual([7]);
    expect(next.revision).toBe(7);
  });

  it('never goes back, over restarts of the agent too', async () => {
    await open().offer(wire(signed(7)));
    const next = open();
    await next.restore();
    await next.offer(wire(signed(6)));
    expect(next.revision).toBe(7);
    expect(revisions()).toEqual([7, 7]);
  });

  it('is not replaced by one that is not signed, or for another node, or known', async () => {
    const state = open();
    await state.offer(wire(signed(1)));
    await state.offer(wire(signed(2, { key: generateKeyPairSync('ed25519').privateKey })));
    await state.offer(wire(signed(2, { nodeId: 'node-2' })));
    await state.offer(wire(signed(1)));
    expect(revisions()).toEqual([1]);
  });

  it('may be signed by any key that is trusted, and is kept when that key is not any more', async () => {
    const other = generateKeyPairSync('ed25519');
    const state = open();
    const { keyId = '' } = signed(1, { key: other.privateKey });
    const offered = { ...wire(signed(1, { key: other.privateKey })), keyId };
    await expect(state.offer(offered)).rejects.toMatchObject({ code: 'bad_signature' });
    keys.push(other.publicKey);
    await state.offer(offered);
    expect(revisions()).toEqual([1]);
    keys.splice(1);
    const next = open();
    await next.restore();
    expect(next.revision).toBe(1);
  });

  it('is taken in one after the other', async () => {
    const state = open();
    await Promise.all([state.offer(wire(signed(2))), state.offer(wire(signed(1))), state.offer(wire(signed(3)))]);
    expect(revisions()).toEqual([2, 3]);
  });

  it('lies on disk sealed, for its owner only', async () => {
    await open().offer(wire(signed(1)));
    const file = await readFile(path);
    expect(file.includes(SECRET)).toBe(false);
    expect(file.includes('shop')).toBe(false);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('that cannot be read keeps its revision as the floor', async () => {
    await open().offer(wire(signed(7)));
    followed.length = 0;
    const stranger = open(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey);
    await stranger.restore();
    expect(revisions()).toEqual([]);
    await stranger.offer(wire(signed(6)));
    expect(revisions()).toEqual([]);
    await stranger.offer(wire(signed(7)));
    expect(revisions()).toEqual([7]);
  });

  it('is not acted on when it cannot be written', async () => {
    path = join(folder, 'no', 'such', 'folder');
    const state = open();
    await expect(state.offer(wire(signed(1)))).rejects.toThrow();
    expect(revisions()).toEqual([]);
  });
});

/** As it comes from the wire. */
function wire({ payload, signature }: ReturnType<typeof signPayload>) {
  if (!Buffer.isBuffer(payload) || !Buffer.isBuffer(signature)) throw new Error('signPayload makes Buffers');
  return { payload, signature };
}
