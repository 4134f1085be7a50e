import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brokenRows, dumpTables } from '@devopsellence/control-plane/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ControlPlane } from '../harness/control-plane.js';
import { eventually } from '../harness/eventually.js';
import { SkippingClock } from '../harness/in-process-clock.js';
import { InProcessOperator } from '../harness/in-process-operator.js';
import { isFullRun } from '../harness/seed.js';

const DIE_AT = pathToFileURL(join(import.meta.dirname, '../harness/die-at.mjs')).href;
/** What operators wrote; moments of the restore itself are left out. */
const TABLES = ['tokens', 'nodes', 'join_tokens', 'environments', 'secrets', 'secret_versions'] as const;
const MOMENTS = /"(?:restored_at|expires_at|last_seen_at)":(?:\d+|null)/g;
/** Far more than a restore changes. */
const MOST = 60;
const STEP = isFullRun ? 1 : 4;

let folder: string;
let backup: string;

/** A control plane on a copy of what the first one left, and its owner. */
async function planeIn(dataDir: string) {
  const plane = new ControlPlane(dataDir, '127.0.0.1');
  const operator = new InProcessOperator(await mkdtemp(join(folder, 'home-')), new SkippingClock());
  const login = async () => operator.ok(['login', plane.operator, '--token', await plane.ownerToken()]);
  return { plane, operator, login };
}

async function stateOf(dataDir: string): Promise<Readonly<Record<string, readonly string[]>>> {
  const dump = await dumpTables(join(dataDir, 'control-plane.db'));
  return Object.fromEntries(TABLES.map((name) => [name, (dump[name] ?? []).map((row) => row.replace(MOMENTS, ''))]));
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'devopsellence-restore-'));
  const { plane, operator, login } = await planeIn(join(folder, 'first'));
  await plane.start();
  try {
    await login();
    const scope = ['--org', 'acme', '--project', 'shop', '--env', 'production'];
    await operator.ok(['secret', 'set', 'KEY', '--value', 'before', ...scope]);
    await operator.ok(['node', 'register', '--name', 'before']);
    const made = await operator.json(['backup', 'create']);
    backup = String((made.backup as { readonly id?: unknown }).id);
    await operator.ok(['secret', 'set', 'KEY', '--value', 'after', ...scope]);
    await operator.ok(['node', 'remove', 'before', '--yes']);
    await operator.ok(['token', 'create', '--name', 'after', '--role', 'viewer']);
  } finally {
    await plane.stop();
  }
}, 60_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Restores while the process dies before its Nth change of a file. Null: it made fewer. */
async function restoreAndDieAt(count: number) {
  const dataDir = join(folder, `die-at-${count}`);
  await cp(join(folder, 'first'), dataDir, { recursive: true });
  const { plane, operator, login } = await planeIn(dataDir);
  await plane.start({ NODE_OPTIONS: `--import=${DIE_AT}`, DIE_AT: String(count) });
  try {
    await login();
    const command = operator.start(['backup', 'restore', backup, '--yes']);
    let ended: number | null = null;
    void command.ended.then(({ code }) => {
      ended = code;
    });
    await eventually(() => !plane.isRunning || ended === 0, { describe: 'restored, or dead', timeoutMs: 60_000 });
    const hasDied = !plane.isRunning;
    if (hasDied) await plane.start();
    const { code } = await command.ended;
    return { hasDied, code, dataDir, state: await stateOf(dataDir) };
  } finally {
    await plane.kill();
  }
}

it('a restore that is killed at any point leaves what was there, or what was restored', async () => {
  const before = await stateOf(join(folder, 'first'));
  const after = (await restoreAndDieAt(Infinity)).state;
  expect(after).not.toEqual(before);
  const outcomes: string[] = [];
  for (let count = 1; count <= MOST; count += STEP) {
    const { hasDied, code, dataDir, state } = await restoreAndDieAt(count);
    if (!hasDied) break;
    const isRestored = JSON.stringify(state) === JSON.stringify(after);
    outcomes.push(isRestored ? 'restored' : 'as before');
    expect([count, isRestored ? after : before]).toEqual([count, state]);
    // Whoever was told that it is restored finds it restored, and the other way round.
    expect([count, code]).toEqual([count, isRestored ? 0 : 1]);
    expect(await brokenRows(join(dataDir, 'control-plane.db'))).toEqual([]);
    expect((await readdir(dataDir)).filter((name) => name.startsWith('restore.'))).toEqual([]);
    await rm(dataDir, { recursive: true });
  }
  // First only the one, then only the other: there is one change that decides.
  expect(outcomes.length).toBeLessThan(MOST / STEP);
  const decided = outcomes.indexOf('restored');
  expect(decided).toBeGreaterThan(0);
  expect(new Set(outcomes.slice(decided))).toEqual(new Set(['restored']));
  expect(new Set(outcomes.slice(0, decided))).toEqual(new Set(['as before']));
}, 600_000);
