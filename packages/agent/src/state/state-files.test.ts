import { generateKeyPairSync } from 'node:crypto';
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { anExit, aReadiness, aReadyHistory } from '@devopsellence/core/testing';
import { FakeClock, silentLogger } from '@devopsellence/runtime/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LedgerEntry } from '../reconcile/ledger.js';
import { aKeptExit } from '../testing/a-kept-exit.js';
import { lockDirectory } from './directory-lock.js';
import { exitsFileText, readKeptExits } from './exits-file.js';
import { readCredentials, writeCredentials } from './identity.js';
import { KeptFile } from './kept-file.js';
import { ledgerText, readLedger } from './ledger-file.js';
import { seal, sealingKey, unseal } from './sealed-file.js';
import { statePaths } from './state-directory.js';

describe('files of an agent', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'state-'));
  });

  afterEach(() => rm(folder, { recursive: true }));

  const identity = {
    nodeId: 'node-1',
    nodeName: 'prod-1',
    certificate: 'CERT',
    trust: { certificateAuthorities: ['CA'], signingKeys: ['KEY'] },
    gatewayAddresses: ['a:1', 'b:2'],
  };

  it('hold who the node is, for the owner only', async () => {
    expect(await readCredentials(folder)).toBeNull();
    await writeCredentials(join(folder, 'state'), { identity, privateKey: 'PEM' });
    expect(await readCredentials(join(folder, 'state'))).toEqual({ identity, privateKey: 'PEM' });
    const { privateKey } = statePaths(join(folder, 'state'));
    expect((await stat(privateKey)).mode & 0o777).toBe(0o600);
  });

  it('that are damaged say so', async () => {
    await writeCredentials(folder, { identity, privateKey: 'PEM' });
    await writeFile(statePaths(folder).identity, '{"nodeId": 1}');
    await expect(readCredentials(folder)).rejects.toMatchObject({ code: 'not_joined' });
  });

  it('hold what is remembered of containers', async () => {
    const entry: LedgerEntry = {
      history: aReadyHistory({
        exits: [anExit({ at: 5, lastLine: 'out of luck' }), anExit({ at: 6, lastLine: null })],
        rejected: 'not ready',
      }),
      ended: { startedAt: 4, isAsked: true, wasReady: false },
      readiness: aReadiness(),
      isAsked: true,
      restartedRun: 7,
    };
    const outcome = { isSuccess: false, exitCode: 3, startedAt: 1, endedAt: 2, reason: 'exited', lastLines: ['no'] };
    const content = { containers: new Map([['c-1', entry]]), taskOutcomes: new Map([['run-1', outcome]]) };
    const path = join(folder, 'containers.json');
    await writeFile(path, ledgerText(content));
    expect(await readLedger(path)).toEqual(content);
  });

  it.each([
    '',
    '{}',
    '{"format":2,"containers":{"a":{}}}',
    '{"format":1,"containers":{"a":{"history":{}}}}',
    '{"format":1,"taskOutcomes":{"r":{}}}',
  ])('with %j for a ledger are as none', async (text) => {
    const path = join(folder, 'containers.json');
    await writeFile(path, text);
    expect(await readLedger(path)).toEqual({ containers: new Map(), taskOutcomes: new Map() });
  });

  it('hold how containers ended', async () => {
    const path = join(folder, 'exits.json');
    expect(await readKeptExits(path)).toEqual(new Map());
    const kept = new Map([['env-1/web', [aKeptExit(), aKeptExit({ startedAt: 2_000, lastLines: [] })]]]);
    await writeFile(path, exitsFileText(kept));
    expect(await readKeptExits(path)).toEqual(kept);
    await writeFile(path, '{"format":1,"services":{"env-1/web":[{"exitCode":1}],"env-1/worker":7}}');
    expect([...(await readKeptExits(path)).values()]).toEqual([[], []]);
  });

  it('that change often are written a little later, and at once when it matters', async () => {
    const clock = new FakeClock(0);
    let content = 'one';
    const path = join(folder, 'kept.json');
    const file = new KeptFile({ path, content: () => content, clock, logger: silentLogger });
    file.changed(new AbortController().signal);
    content = 'two';
    await clock.advance(500);
    await expect
      .poll(() =>
        stat(path).then(
          () => true,
          () => false,
        ),
      )
      .toBe(true);
    content = 'three';
    await file.save();
    expect((await stat(path)).size).toBe(5);
  });

  it('can be locked by one agent at a time', async () => {
    const state = join(folder, 'locked');
    await mkdir(state);
    await lockDirectory(state);
    await expect(lockDirectory(state)).rejects.toThrow(/another agent is running/);
  });
});

describe('a sealed file', () => {
  const key = sealingKey(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey);
  const file = seal(key, 42, Buffer.from('content'));

  it('opens with its key', () => {
    expect(unseal(key, file)).toEqual({ revision: 42, content: Buffer.from('content') });
  });

  it('shows its revision and nothing else to another key, or when a byte of it changed', () => {
    const other = sealingKey(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey);
    expect(unseal(other, file)).toEqual({ revision: 42, content: null });
    for (const index of [5, 20, 35, file.length - 1]) {
      const changed = Buffer.from(file);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(unseal(key, changed)?.content).toBeNull();
    }
  });

  it('is not taken for one when it is something else', () => {
    expect(unseal(key, Buffer.from('{}'))).toBeNull();
    expect(unseal(key, Buffer.alloc(100))).toBeNull();
  });
});
