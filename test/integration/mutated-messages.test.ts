import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCredentials } from '@devopsellence/agent';
import { mintOperatorToken } from '@devopsellence/control-plane/testing';
import { fetchCertificateAuthority } from '@devopsellence/protocol';
import { status } from '@grpc/grpc-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HonestProcess } from '../harness/hostile/honest-process.js';
import { type Choices, choicesOf, mutate } from '../harness/hostile/mutate.js';
import { type RawAnswer, RawClient } from '../harness/hostile/raw-client.js';
import { RecordedFleet } from '../harness/hostile/recorded-fleet.js';
import { Recorder } from '../harness/hostile/recorder.js';
import { type FieldValues, sampleCount, sampleMessage } from '../harness/hostile/sample-message.js';
import { Target } from '../harness/hostile/target.js';
import { isReadable, type WireMethod, wireMethods } from '../harness/hostile/wire-methods.js';
import { isFullRun, randomOf, testSeed } from '../harness/seed.js';

const SEED = testSeed(Date.now() % 1_000_000_000);
const MESSAGES = isFullRun ? 100_000 : 10_000;
const IN_FLIGHT = 48;
/** A handled call that is not let go of keeps several kilobytes; what the collector leaves for later is far less. */
const BYTES_KEPT_PER_MESSAGE = 1_024;
const SETTLED_BYTES = 8 * 1024 * 1024;

/** What a caller may be told. INTERNAL and UNKNOWN are how a server says that it did not foresee something. */
const FORESEEN: ReadonlySet<number | null> = new Set([
  status.OK,
  status.CANCELLED,
  status.INVALID_ARGUMENT,
  status.DEADLINE_EXCEEDED,
  status.NOT_FOUND,
  status.PERMISSION_DENIED,
  status.RESOURCE_EXHAUSTED,
  status.FAILED_PRECONDITION,
  status.ABORTED,
  status.UNAVAILABLE,
  status.UNAUTHENTICATED,
  // Two messages where one is expected.
  status.UNIMPLEMENTED,
  // The connection was given up: one that resets streams by the dozen, as this one does, may be.
  null,
]);

const CUTS_OFF: ReadonlySet<string> = new Set(['RotateAuthority', 'RestoreBackup']);

const ENVIRONMENT_VALUES = { organization: 'acme', project: 'recorded', environment: 'production' };
const SAMPLE_VALUES: FieldValues = { ...ENVIRONMENT_VALUES, node: 'victim', service: 'web', host: 'r.example.com' };

interface Corpus {
  readonly method: WireMethod;
  readonly messages: readonly [Buffer, ...Buffer[]];
}

describe(`mutated messages (seed ${SEED})`, () => {
  const choices = choicesOf(randomOf(SEED));
  let folder: string;
  let target: Target;
  let fleet: RecordedFleet;
  let recorder: Recorder;
  let corpus: readonly Corpus[];
  let clients: Record<'owner' | 'viewer' | 'node', RawClient>;
  let honest: HonestProcess;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'devopsellence-mutated-'));
    target = await Target.start(folder);
    await mkdir(join(folder, 'home'));
    fleet = await RecordedFleet.start(folder, target);
    recorder = Recorder.start();
    await fleet.useEverything();
    corpus = wireMethods().map((method) => ({ method, messages: messagesFor(method, recorder) }));
    clients = await clientsOf(target, folder);
    honest = await HonestProcess.start(folder, target, fleet.operator);
  }, 120_000);

  afterAll(async () => {
    await honest?.stop();
    for (const client of Object.values(clients ?? {})) client.close();
    await fleet?.stop();
    await target?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** Sends so many spoiled messages, evenly over the methods; resolves to the answers that nobody had foreseen, and what the log says. */
  async function attack(
    count: number,
    pick: (method: WireMethod) => RawClient,
    only = (_: Corpus, _bytes: Buffer) => true,
  ) {
    const wrong: string[] = [];
    let [sent, answered, brokenOff] = [0, 0, 0];
    const send = async (own: Corpus) => {
      const call = spoiled(own, choices);
      if (!call.messages.every((bytes) => only(own, bytes))) return;
      const { path, isUnary } = own.method;
      const answer = await pick(own.method).call({ path, messages: call.messages, timeoutMs: isUnary ? 3_000 : 500 });
      answered += 1;
      if (answer.status === null) brokenOff += 1;
      if (!isForeseen(answer)) {
        wrong.push(`${own.method.name}: ${answer.status} ${answer.failure} after ${call.how}`);
      }
    };
    const sender = async () => {
      while (sent < count) {
        const own = corpus[sent % corpus.length];
        sent += 1;
        if (own !== undefined) await send(own);
      }
    };
    await Promise.all(Array.from({ length: IN_FLIGHT }, sender));
    // Else it would be the connections that are tested, not the messages.
    expect(brokenOff).toBeLessThan(answered / 10);
    return wrong.length === 0 ? [] : [...wrong, ...(await target.unforeseen())];
  }

  /** A new certificate authority, or a restore, would cut off the clients of this test: a viewer asks for them. */
  const ownRight = ({ service, name }: WireMethod) => {
    if (service === 'AgentGateway') return clients.node;
    return CUTS_OFF.has(name) ? clients.viewer : clients.owner;
  };

  it('are made of what real clients send, for every method of both listeners', () => {
    const recorded = corpus.map(({ method }) => method).filter(({ path }) => recorder.of(path).length > 0);
    expect(recorded.map(({ name }) => name)).toEqual(expect.arrayContaining([...fleet.methodsUsed]));
    for (const { method, messages } of corpus) {
      expect([method.name, messages.every((bytes) => isReadable(method.request, bytes))]).toEqual([method.name, true]);
    }
  });

  it('change nothing when they are malformed, or when the token may only look', async () => {
    const before = await target.dump();
    const malformed = ({ method }: Corpus, bytes: Buffer) => !isReadable(method.request, bytes);
    expect(await attack(MESSAGES / 10, ownRight, malformed)).toEqual([]);
    const viewer = ({ service }: WireMethod) => (service === 'Operator' ? clients.viewer : clients.node);
    expect(await attack(MESSAGES / 10, viewer, ({ method }) => method.service === 'Operator')).toEqual([]);
    expect(await target.dump()).toEqual(before);
  }, 300_000);

  it('are answered as foreseen by a process that lives, forgets them, and serves others meanwhile', async () => {
    expect(await attack(MESSAGES * 0.4, ownRight)).toEqual([]);
    const before = await target.memory();
    expect(await attack(MESSAGES * 0.4, ownRight)).toEqual([]);
    const after = await target.memory();
    expect(after.heapUsed - before.heapUsed).toBeLessThan(SETTLED_BYTES + MESSAGES * 0.4 * BYTES_KEPT_PER_MESSAGE);
    expect(after.external - before.external).toBeLessThan(SETTLED_BYTES);
    expect(target.isRunning).toBe(true);
    expect(await target.unforeseen()).toEqual([]);
    await honest.servedMore(100);
    expect((await honest.stop()).failures).toEqual([]);
  }, 1_200_000);
});

/** An engine that refuses is INTERNAL too, but says so. */
function isForeseen({ status: answered, failure }: RawAnswer): boolean {
  return FORESEEN.has(answered) || (answered === status.INTERNAL && failure === 'engine_failed');
}

/** What was recorded, and a sample of each kind for what was not. */
function messagesFor(method: WireMethod, recorder: Recorder): readonly [Buffer, ...Buffer[]] {
  const samples = Array.from({ length: sampleCount(method.request) }, (_, choice) =>
    sampleMessage(method.request, SAMPLE_VALUES, choice),
  );
  const [first = Buffer.alloc(0), ...rest] = [...recorder.of(method.path), ...samples];
  return [first, ...rest];
}

function spoiled({ messages }: Corpus, choices: Choices) {
  const { bytes, how } = mutate(choices.of(messages), choices.of(messages), choices);
  const isAlone = choices.below(2) === 0;
  return { messages: isAlone ? [bytes] : [choices.of(messages), bytes], how };
}

async function clientsOf(target: Target, folder: string): Promise<Record<'owner' | 'viewer' | 'node', RawClient>> {
  const certificateAuthority = await fetchCertificateAuthority(target.operator, target.fingerprint);
  const owner = await target.ownerToken();
  const viewer = await mintOperatorToken(target.databaseFile, 'viewer', owner);
  const node = await readCredentials(join(folder, 'suspect'));
  if (node === null) throw new Error('the suspect has not joined');
  const operator = { address: target.operator, certificateAuthority };
  const { certificate } = node.identity;
  return {
    owner: new RawClient({ ...operator, token: owner }),
    viewer: new RawClient({ ...operator, token: viewer }),
    node: new RawClient({ address: target.gateway, certificateAuthority, certificate, privateKey: node.privateKey }),
  };
}
