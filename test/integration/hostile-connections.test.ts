import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { join as joinControlPlane, readCredentials } from '@devopsellence/agent';
import { fetchCertificateAuthority } from '@devopsellence/protocol';
import { systemClock } from '@devopsellence/runtime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../harness/eventually.js';
import { HonestProcess } from '../harness/hostile/honest-process.js';
import { choicesOf } from '../harness/hostile/mutate.js';
import type { Door, Stranger } from '../harness/hostile/stranger.js';
import { TOLERATED, UNKNOWN, UNWELCOME } from '../harness/hostile/strangers.js';
import { Target } from '../harness/hostile/target.js';
import { InProcessOperator } from '../harness/in-process-operator.js';
import { isFullRun, randomOf, testSeed } from '../harness/seed.js';

const SEED = testSeed(Date.now() % 1_000_000_000);
const WAVES = isFullRun ? 40 : 4;
/** Of each kind at each door, at once. */
const CROWD = isFullRun ? 4 : 1;
const SETTLED_BYTES = 8 * 1024 * 1024;
/** What the allocator keeps for the next wave. */
const SETTLED_PAGES = 64 * 1024 * 1024;
/** Those of the honest clients differ from moment to moment. */
const SETTLED_TIMERS = 8;
/** Handshake, request, idle and keepalive limits of the listeners, one after the other, on a busy machine. */
const SERVER_PATIENCE_MS = 180_000;
const OPERATOR = '/devopsellence.v1.Operator';
const GATEWAY = '/devopsellence.v1.AgentGateway';

describe(`hostile connections (seed ${SEED})`, () => {
  const choices = choicesOf(randomOf(SEED));
  const present: Stranger[] = [];
  let folder: string;
  let target: Target;
  let doors: readonly Door[];
  let honest: HonestProcess;
  let sockets: number;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'devopsellence-hostile-'));
    target = await Target.start(folder);
    const operator = await InProcessOperator.loggedIn(join(folder, 'home'), target, systemClock);
    const token = await target.ownerToken();
    const { join_token } = await operator.json(['node', 'register', '--name', 'suspect']);
    const suspect = { name: 'suspect', stateDir: join(folder, 'suspect') };
    await joinControlPlane({ address: target.operator, token: String(join_token), ...suspect });
    const certificateAuthority = await fetchCertificateAuthority(target.operator, target.fingerprint);
    doors = [operatorDoor(certificateAuthority, token), await agentDoor(certificateAuthority)];
    honest = await HonestProcess.start(folder, target, operator);
    await honest.servedMore(100);
    sockets = await target.sockets();
  }, 60_000);

  afterAll(async () => {
    leaveAll();
    await honest?.stop();
    await target?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  function operatorDoor(ca: string, token: string): Door {
    const methods = { one: `${OPERATOR}/WhoAmI`, many: `${OPERATOR}/UploadBlob`, answers: `${OPERATOR}/Events` };
    return {
      ...addressOf(target.operator),
      identity: { ca },
      credentials: { authorization: `Bearer ${token}` },
      methods,
    };
  }

  async function agentDoor(ca: string): Promise<Door> {
    const suspect = await readCredentials(join(folder, 'suspect'));
    if (suspect === null) throw new Error('the suspect has not joined');
    const identity = { ca, cert: suspect.identity.certificate, key: suspect.privateKey };
    const methods = {
      one: `${GATEWAY}/GetTrust`,
      many: `${GATEWAY}/ReportStatus`,
      answers: `${GATEWAY}/WatchDesiredState`,
    };
    return { ...addressOf(target.gateway), identity, credentials: {}, methods };
  }

  async function invite(behaviours: typeof UNWELCOME, at = doors): Promise<void> {
    const crowd = Array.from({ length: CROWD }, () => Object.values(behaviours)).flat();
    present.push(...(await Promise.all(at.flatMap((door) => crowd.map((behaviour) => behaviour(door, choices))))));
  }

  async function inviteUnwelcome(): Promise<void> {
    await invite(UNWELCOME);
    await invite(UNKNOWN, doors.slice(0, 1));
  }

  function leaveAll(): void {
    for (const stranger of present.splice(0)) stranger.leave();
  }

  /** Ends when there are as few sockets as before any stranger came. */
  async function expectAlone(): Promise<void> {
    const options = { describe: 'the strangers to be gone', timeoutMs: SERVER_PATIENCE_MS, intervalMs: 200 };
    await eventually(async () => (await target.sockets()) <= sockets, options);
  }

  it('are got rid of, even if they stay as long as they can', async () => {
    await inviteUnwelcome();
    await expectAlone();
    await honest.servedMore(100);
    leaveAll();
  }, 300_000);

  it('cost nothing once they have left, however many they were', async () => {
    const before = await target.memory();
    for (let wave = 0; wave < WAVES; wave += 1) {
      await inviteUnwelcome();
      await invite(TOLERATED);
      await honest.servedMore(100);
      leaveAll();
    }
    await expectAlone();
    const after = await target.memory();
    process.stdout.write(`before and after ${WAVES} waves: ${JSON.stringify([before, after])}\n`);
    expect(after.heapUsed - before.heapUsed).toBeLessThan(SETTLED_BYTES);
    expect(after.external - before.external).toBeLessThan(SETTLED_BYTES);
    expect(after.rss - before.rss).toBeLessThan(SETTLED_PAGES);
    expect(after.timers).toBeLessThanOrEqual(before.timers + SETTLED_TIMERS);
  }, 900_000);

  it('neither harm the control plane nor anybody else', async () => {
    const { failures, sessions } = await honest.stop();
    expect(failures).toEqual([]);
    expect(sessions).toBe(1);
    expect(target.isRunning).toBe(true);
    expect(await target.unforeseen()).toEqual([]);
  });
});

function addressOf(address: string): { readonly host: string; readonly port: number } {
  const { hostname, port } = new URL(`tcp://${address}`);
  return { host: hostname, port: Number(port) };
}
