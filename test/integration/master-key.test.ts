import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brokenRows, masterKeysIn, readSealedContent } from '@devopsellence/control-plane/testing';
import { systemClock } from '@devopsellence/runtime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CommitWatch } from '../harness/commit-watch.js';
import { ControlPlane } from '../harness/control-plane.js';
import { eventually } from '../harness/eventually.js';
import { InProcessOperator, type RunningCommand } from '../harness/in-process-operator.js';
import { isFullRun, randomOf, testSeed } from '../harness/seed.js';

const SEED = testSeed(20_261_128);
const KILLS = isFullRun ? 40 : 6;
const SECRETS = 120;
const ENVIRONMENT = ['--org', 'acme', '--project', 'shop', '--env', 'production'] as const;
const ROTATE = ['secret', 'rotate-key', '--yes'] as const;

describe('a control plane whose master key is replaced', () => {
  let folder: string;
  let controlPlane: ControlPlane;
  let operator: InProcessOperator;
  let changes: CommitWatch;
  let values: readonly string[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'devopsellence-integration-'));
    controlPlane = new ControlPlane(join(folder, 'data'), '127.0.0.1');
    await controlPlane.start();
    operator = await InProcessOperator.loggedIn(join(folder, 'home'), controlPlane, systemClock);
    for (let index = 0; index < SECRETS; index += 1) {
      await operator.ok(['secret', 'set', `S_${index}`, '--value', `value ${index}`, ...ENVIRONMENT]);
    }
    const registry = ['registry', 'set', '--host', 'r.example.com', '--username', 'u', '--password-stdin'];
    await operator.ok([...registry, '--org', 'acme'], { input: ['password'] });
    ({ values } = await readSealedContent(controlPlane.dataDir));
    changes = new CommitWatch(controlPlane.dataDir, 'master.key');
  });

  afterAll(async () => {
    changes?.close();
    await controlPlane?.kill();
    await rm(folder, { recursive: true, force: true });
  });

  const status = () => operator.json(['secret', 'rotate-key', '--status']);

  /** How many changes of its files a replacement makes that nobody disturbs. */
  async function undisturbed(): Promise<number> {
    changes.count = 0;
    await operator.ok([...ROTATE]);
    const { count } = changes;
    expect(values).toHaveLength(SECRETS + 1);
    expect(await readSealedContent(controlPlane.dataDir)).toMatchObject({ values });
    return count;
  }

  /** Begins a replacement; resolves to the command that did when the control plane was killed at the change, or at the end. */
  async function killedAt(change: number): Promise<RunningCommand> {
    const killed = new Promise<void>((resolve) => {
      changes.count = 0;
      changes.at(change, () => resolve(controlPlane.kill()));
    });
    const rotating = operator.start([...ROTATE]);
    await Promise.race([killed, rotating.ended]);
    changes.disarm();
    await controlPlane.kill();
    return rotating;
  }

  it(`and that is killed with -9 meanwhile opens every value with the keys in its file, and goes on (seed ${SEED})`, async () => {
    const count = await undisturbed();
    expect(count).toBeGreaterThan(SECRETS / 16);
    const random = randomOf(SEED);
    const seen = new Set<number>();
    for (let kill = 0; kill < KILLS; kill += 1) {
      // Spread over the whole replacement, whatever the choices are.
      const rotating = await killedAt(1 + Math.floor(((kill + random()) / KILLS) * count));
      const left = await readSealedContent(controlPlane.dataDir);
      expect(left.values, `after kill ${kill}`).toEqual(values);
      expect(await brokenRows(join(controlPlane.dataDir, 'control-plane.db'))).toEqual([]);
      seen.add(left.keys.length);
      await controlPlane.start();
      // It follows over the restart, unless it was killed before it had an answer.
      await rotating.ended;
      await eventually(async () => (await status()).phase === 'steady', { describe: `the end after kill ${kill}` });
      const { keys, sealedWith, values: opened } = await readSealedContent(controlPlane.dataDir);
      expect({ keys, opened }).toEqual({ keys: sealedWith, opened: values });
      expect(keys).toHaveLength(1);
    }
    // Some of the kills were in the middle.
    expect(seen).toContain(2);
  }, 300_000);

  it('takes keys from the environment, where only a restart with both replaces one', async () => {
    const [inFile] = await masterKeysIn(controlPlane.dataDir);
    const [first, second] = [inFile, randomBytes(32)].map((key) => key.toString('base64'));
    const restart = async (env: NodeJS.ProcessEnv) => {
      await controlPlane.stop();
      await controlPlane.start(env);
      await eventually(async () => (await status()).phase === 'steady', { describe: 'the end of the replacement' });
      return await status();
    };
    const before = await restart({ DEVOPSELLENCE_MASTER_KEY: first });
    expect(before).toMatchObject({ from_environment: true, other: null });
    const refused = await operator.run([...ROTATE]);
    expect(refused).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('DEVOPSELLENCE_MASTER_KEY_PREVIOUS=OLD'),
    });
    const both = { DEVOPSELLENCE_MASTER_KEY: second, DEVOPSELLENCE_MASTER_KEY_PREVIOUS: first };
    expect(await restart(both)).toMatchObject({ values_left: 0, other: before.current });
    const { findings } = await operator.json(['doctor']);
    expect(findings).toContainEqual(expect.objectContaining({ code: 'master_key_left_over' }));
    expect(await restart({ DEVOPSELLENCE_MASTER_KEY: second })).toMatchObject({ other: null });
    await writeFile(join(controlPlane.dataDir, 'master.key'), `${second}\n`);
    expect(await readSealedContent(controlPlane.dataDir)).toMatchObject({ values });
    for (const key of [first, second]) expect(controlPlane.log).not.toContain(key);
  });
});
