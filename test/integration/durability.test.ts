import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brokenRows, dumpTables } from '@devopsellence/control-plane/testing';
import { systemClock } from '@devopsellence/runtime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ControlPlane } from '../harness/control-plane.js';
import { InProcessOperator } from '../harness/in-process-operator.js';
import { randomOf, testSeed } from '../harness/seed.js';

const SEED = testSeed(20_261_123);
const ROUNDS = 8;
const WRITERS = 4;
const ACKNOWLEDGED_BEFORE_KILL = { atLeast: 4, atMost: 24 };
const ENVIRONMENT = ['--org', 'acme', '--project', 'shop', '--env', 'production'] as const;

/** A write as it is typed, and what it makes of one thing; null: the thing is gone. */
interface Write {
  readonly argv: readonly string[];
  readonly thing: string;
  readonly becomes: string | null;
}

/** What may be true of each thing now. One possibility, unless a write was under way when the control plane died. */
type Beliefs = Map<string, readonly (string | null)[]>;

/** Writes at random to things that nobody else writes to. */
class Writer {
  readonly beliefs: Beliefs = new Map();
  readonly #name: string;
  readonly #random: () => number;
  #nodes = 0;

  constructor(name: string, seed: number) {
    this.#name = name;
    this.#random = randomOf(seed);
  }

  next(): Write {
    const nodes = [...this.beliefs].filter(([thing, [now]]) => thing.startsWith('node ') && now !== null);
    const [node] = this.#pick(nodes) ?? [];
    const choice = Math.floor(this.#random() * 6);
    if (node === undefined || choice === 0) return this.#register();
    const name = node.slice('node '.length);
    if (choice === 1) return { argv: ['node', 'remove', name, '--yes'], thing: node, becomes: null };
    if (choice === 2) return this.#setSecret();
    if (choice === 3) return this.#deleteSecret() ?? this.#setSecret();
    const labels = this.#labels();
    return { argv: ['node', 'label', 'set', name, '--labels', labels], thing: node, becomes: labels };
  }

  #register(): Write {
    this.#nodes += 1;
    const name = `${this.#name}-${this.#nodes}`;
    const labels = this.#labels();
    const argv = ['node', 'register', '--name', name, '--labels', labels];
    return { argv, thing: `node ${name}`, becomes: labels };
  }

  #setSecret(): Write {
    const name = `${this.#name.toUpperCase()}_${Math.floor(this.#random() * 3)}`;
    const argv = ['secret', 'set', name, '--value', String(this.#random()), ...ENVIRONMENT];
    return { argv, thing: `secret ${name}`, becomes: 'set' };
  }

  #deleteSecret(): Write | null {
    const secrets = [...this.beliefs].filter(([thing, [now]]) => thing.startsWith('secret ') && now !== null);
    const [thing] = this.#pick(secrets) ?? [];
    if (thing === undefined) return null;
    return { argv: ['secret', 'delete', thing.slice('secret '.length), ...ENVIRONMENT], thing, becomes: null };
  }

  #labels(): string {
    const labels = ['gpu', 'ssd', 'web', 'worker'].filter(() => this.#random() < 0.5);
    return labels.length === 0 ? 'web' : labels.join(',');
  }

  #pick<Item>(items: readonly Item[]): Item | undefined {
    return items[Math.floor(this.#random() * items.length)];
  }
}

describe('a control plane that is killed with -9 again and again while operators write', () => {
  let folder: string;
  let controlPlane: ControlPlane;
  let operator: InProcessOperator;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'devopsellence-integration-'));
    controlPlane = new ControlPlane(join(folder, 'data'), '127.0.0.1');
    await controlPlane.start();
    operator = await InProcessOperator.loggedIn(join(folder, 'home'), controlPlane, systemClock);
    await operator.ok(['secret', 'set', 'FIRST', '--value', 'x', ...ENVIRONMENT]);
  });

  afterAll(async () => {
    await controlPlane?.kill();
    await rm(folder, { recursive: true, force: true });
  });

  /** Makes the writer's next write; resolves to why it was not acknowledged, or to null. */
  async function write(writer: Writer): Promise<string | null> {
    const { argv, thing, becomes } = writer.next();
    writer.beliefs.set(thing, [...(writer.beliefs.get(thing) ?? [null]), becomes]);
    const { code, stderr } = await operator.run(argv);
    if (code !== 0) return `refused: ${argv.join(' ')}\n${stderr}`;
    writer.beliefs.set(thing, [becomes]);
    return null;
  }

  /** Lets all of them write until so many writes were acknowledged; then the control plane is dead. */
  async function writeUntilKilled(writers: readonly Writer[], acknowledgements: number): Promise<number> {
    const refusals: string[] = [];
    const killing: Promise<void>[] = [];
    let acknowledged = 0;
    const isOver = () => killing.length > 0 || refusals.length > 0;
    const record = (refusal: string | null) => {
      if (refusal === null) acknowledged += 1;
      else if (!isOver()) refusals.push(refusal);
      if (acknowledged >= acknowledgements && !isOver()) killing.push(controlPlane.kill());
    };
    const keepWriting = async (writer: Writer) => {
      while (!isOver()) record(await write(writer));
    };
    await Promise.all(writers.map(keepWriting));
    await Promise.all(killing);
    expect(refusals).toEqual([]);
    return acknowledged;
  }

  /** Everything there is, as the control plane tells it. */
  async function told(): Promise<ReadonlyMap<string, string>> {
    const { nodes } = await operator.json(['node', 'list']);
    const { secrets } = await operator.json(['secret', 'list', ...ENVIRONMENT]);
    return new Map([
      ...rows(nodes).map(({ name, labels }) => [`node ${String(name)}`, String(labels)] as const),
      ...rows(secrets).map(({ name }) => [`secret ${String(name)}`, 'set'] as const),
    ]);
  }

  it(`has everything it acknowledged, and nothing that is half applied (seed ${SEED})`, async () => {
    const random = randomOf(SEED);
    const writers = Array.from({ length: WRITERS }, (_, index) => new Writer(`w${index}`, SEED + index));
    const { atLeast, atMost } = ACKNOWLEDGED_BEFORE_KILL;
    let acknowledged = 0;
    for (let round = 1; round <= ROUNDS; round += 1) {
      acknowledged += await writeUntilKilled(writers, atLeast + Math.floor(random() * (atMost - atLeast)));
      await controlPlane.start();
      const truth = await told();
      for (const { beliefs } of writers) {
        for (const [thing, possible] of beliefs) {
          const now = truth.get(thing) ?? null;
          expect(possible, `${thing} after kill ${round}`).toContain(now);
          beliefs.set(thing, [now]);
        }
      }
      expect([...truth.keys()].filter((thing) => !isExpected(thing, writers))).toEqual(['secret FIRST']);
      await expectWholeRows();
    }
    expect(acknowledged).toBeGreaterThan(ROUNDS * atLeast);
  });

  /** What one write puts into several tables is in all of them or in none. */
  async function expectWholeRows(): Promise<void> {
    const file = join(controlPlane.dataDir, 'control-plane.db');
    expect(await brokenRows(file)).toEqual([]);
    const tables = await dumpTables(file);
    const table = (name: string) => (tables[name] ?? []).map((row) => parse(row));
    const events = table('events')
      .toSorted((a, b) => (String(a.id) < String(b.id) ? -1 : 1))
      .map(({ action, details }) => ({ action, details: parse(String(details)) }));
    for (const { id } of table('nodes')) {
      const labels = table('node_labels')
        .filter(({ node_id }) => node_id === id)
        .map(({ label }) => label);
      const last = events.findLast(({ details }) => details.node_id === id);
      expect(labels.toSorted()).toEqual(last?.action === 'node.registered' ? last.details.labels : last?.details.to);
      expect(table('join_tokens').filter(({ node_id }) => node_id === id)).toHaveLength(1);
    }
    for (const { node_id } of [...table('node_labels'), ...table('join_tokens')]) {
      expect(table('nodes').map(({ id }) => id)).toContain(node_id);
    }
    for (const { id, current_version_id: version } of table('secrets')) {
      expect(table('secret_versions').filter((row) => row.id === version && row.secret_id === id)).toHaveLength(1);
      expect(events.filter(({ details }) => details.version_id === version)).toHaveLength(1);
    }
  }
});

function isExpected(thing: string, writers: readonly Writer[]): boolean {
  return writers.some(({ beliefs }) => beliefs.has(thing));
}

function rows(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.map((row: unknown) => parse(JSON.stringify(row))) : [];
}

function parse(text: string): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(text);
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
