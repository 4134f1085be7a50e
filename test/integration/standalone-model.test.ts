import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../harness/eventually.js';
import { InProcessCluster } from '../harness/in-process.js';
import { isFullRun, randomOf, testSeed } from '../harness/seed.js';
import { type ModelSettings, type ModelStep, StandaloneModel } from './standalone-model.js';
import { TestApp } from './test-app.js';

const IMAGES = ['registry.example.com/model:1', 'registry.example.com/model:2'];
const STEPS = 25;
const SEQUENCES = isFullRun ? 12 : 2;

/** Waiting for two seconds of a service that stays up, again and again, is not what is tried here. */
const HURRY = { everyMs: 50, byMs: 400 };

describe('any sequence of operations on standalone services', () => {
  const seed = testSeed(20261129);
  let cluster: InProcessCluster;

  beforeAll(async () => {
    cluster = await InProcessCluster.start({ nodes: ['n1'] });
    const { registry } = cluster.node('n1').engine.images;
    for (const [index, image] of IMAGES.entries()) registry.set(image, `sha256:${String(index + 1).repeat(64)}`);
  });

  afterAll(() => cluster?.dispose());

  it.each(Array.from({ length: SEQUENCES }, (_, index) => index))(
    `ends with engine, presets and status as they are to be (seed ${seed}, sequence %i)`,
    async (index) => {
      const random = randomOf(seed + index);
      const app = await TestApp.create(cluster, { project: `model${index}`, nodes: ['n1'] });
      const trial = new Trial(cluster, app, random);
      for (let step = 0; step < STEPS; step += 1) await trial.step();
      await trial.expectAgreement();
    },
    300_000,
  );
});

/** Two services, done to at random, beside what is to be true of them. */
class Trial {
  readonly #cluster: InProcessCluster;
  readonly #app: TestApp;
  readonly #random: () => number;
  readonly #models = new Map([
    ['one', new StandaloneModel()],
    ['two', new StandaloneModel()],
  ]);
  readonly #done: string[] = [];

  constructor(cluster: InProcessCluster, app: TestApp, random: () => number) {
    this.#cluster = cluster;
    this.#app = app;
    this.#random = random;
  }

  async step(): Promise<void> {
    if (this.#random() < 0.08) return await this.#restart(this.#pick(['agent', 'control plane']));
    const name = this.#pick([...this.#models.keys()]);
    const model = this.#models.get(name);
    if (model === undefined) return;
    const step = this.#chooseStep(name);
    this.#done.push(`${name}: ${JSON.stringify(step)}`);
    if (step.kind === 'crash' || step.kind === 'destroy') return this.#harm(name, step.kind);
    const answer = await this.#hurried(() => this.#app.json(...wordsOf(name, step)));
    const expected = model.apply(step);
    expect(outcomeOf(step, answer), `${this.#done.join('\n')}\n${JSON.stringify(answer)}`).toEqual(expected);
  }

  /** Engine, list, presets and volumes say what the models say, once all has come to rest. */
  async expectAgreement(): Promise<void> {
    const wanted = [...this.#models].flatMap(([name, { service }]) =>
      service === null ? [] : [[name, service] as const],
    );
    const running = wanted.filter(([, { isStopped }]) => !isStopped);
    await this.#hurried(() =>
      eventually(() => JSON.stringify(this.#running()) === JSON.stringify(running.map(runningOf)), {
        describe: `${JSON.stringify(running.map(runningOf))} after\n${this.#done.join('\n')}`,
      }),
    );
    const { services } = await this.#app.json('service', 'list');
    expect(services, this.#done.join('\n')).toMatchObject(
      wanted.map(([name, { settings, isStopped }]) => ({
        name,
        image: settings.image,
        env_vars: { VERSION: settings.version },
        ...(isStopped ? { state: 'stopped' } : {}),
      })),
    );
    const { presets } = await this.#app.json('preset', 'list');
    expect(presets, this.#done.join('\n')).toMatchObject(
      [...this.#models].flatMap(([name, { preset }]) =>
        preset === null ? [] : [{ name, image: preset.image, env_vars: { VERSION: preset.version } }],
      ),
    );
    const volumes = [...this.#cluster.node('n1').engine.volumes.keys()].join('\n');
    for (const { volumes: kept } of this.#models.values()) for (const volume of kept) expect(volumes).toContain(volume);
  }

  #running(): readonly unknown[] {
    return [...this.#models.keys()].flatMap((name) =>
      this.#containersOf(name).map(({ created }) => [name, created.definition.image.reference, created.definition.env]),
    );
  }

  #containersOf(name: string) {
    return this.#cluster.node('n1').runningOf(name, `${this.#prefix}-`);
  }

  get #prefix(): string {
    return this.#app.folder.split('/').at(-1) ?? '';
  }

  /** What happens to a container without anybody's command. */
  #harm(name: string, kind: 'crash' | 'destroy'): void {
    const [container] = this.#containersOf(name);
    if (container === undefined) return;
    const { engine } = this.#cluster.node('n1');
    if (kind === 'crash') engine.crash(container.created.name, 1);
    else engine.destroy(container.created.name);
  }

  async #restart(what: 'agent' | 'control plane'): Promise<void> {
    this.#done.push(`restart of the ${what}`);
    const part = what === 'agent' ? this.#cluster.node('n1') : this.#cluster.controlPlane;
    await part.stop();
    await part.start();
    await this.#hurried(() => this.#cluster.online('n1'));
  }

  async #hurried<T>(work: () => Promise<T>): Promise<T> {
    const timer = setInterval(() => this.#cluster.clock.skip(HURRY.byMs), HURRY.everyMs);
    try {
      return await work();
    } finally {
      clearInterval(timer);
    }
  }

  #chooseStep(name: string): ModelStep {
    const kind = this.#pick([
      ...([
        'create',
        'create',
        'create',
        'update',
        'update',
        'update',
        'restore',
        'restore',
        'delete',
        'delete',
      ] as const),
      ...(['restart', 'stop', 'start', 'forget', 'crash', 'destroy'] as const),
      ...(['update to a missing image', 'update to a crash'] as const),
    ]);
    if (kind === 'create') return { kind, settings: this.#settings(name) };
    if (kind === 'delete') return { kind, withVolumes: this.#random() < 0.3 };
    if (kind === 'update') return { kind, overrides: this.#overrides(name) };
    return kind === 'restore' ? { kind, overrides: this.#overrides(name) } : { kind };
  }

  #settings(name: string): ModelSettings {
    return { image: this.#pick(IMAGES), version: this.#pick(['1', '2', '3']), volume: this.#pick([null, name]) };
  }

  #overrides(name: string): Partial<ModelSettings> {
    const { image, version, volume } = this.#settings(name);
    return this.#pick<Partial<ModelSettings>>([{}, { image }, { version }, { volume }, { image, version, volume }]);
  }

  #pick<T>(choices: readonly T[]): T {
    const chosen = choices[Math.floor(this.#random() * choices.length)];
    if (chosen === undefined) throw new RangeError('nothing to choose from');
    return chosen;
  }
}

function runningOf([name, { settings }]: readonly [string, { readonly settings: ModelSettings }]): unknown {
  return [name, settings.image, { VERSION: settings.version }];
}

function wordsOf(name: string, step: ModelStep): readonly string[] {
  switch (step.kind) {
    case 'create':
      return ['service', 'create', name, step.settings.image, '80', '--command', 'serve', ...optionsOf(step.settings)];
    case 'update':
      return ['service', 'update', name, ...imageOption(step.overrides), ...optionsOf(step.overrides)];
    case 'restore':
      return ['service', 'restore', name, ...imageOption(step.overrides), ...optionsOf(step.overrides)];
    case 'delete':
      return ['service', 'delete', name, '--yes', ...(step.withVolumes ? ['--with-volumes'] : [])];
    case 'update to a missing image':
      return ['service', 'update', name, '--image', 'registry.example.com/model:gone'];
    case 'update to a crash':
      return ['service', 'update', name, '--command', 'exit 3'];
    case 'forget':
      return ['preset', 'delete', name, '--yes'];
    case 'restart':
    case 'stop':
    case 'start':
    case 'crash':
    case 'destroy':
      return ['service', step.kind, name];
  }
}

function imageOption({ image }: Partial<ModelSettings>): readonly string[] {
  return image === undefined ? [] : ['--image', image];
}

function optionsOf({ version, volume }: Partial<ModelSettings>): readonly string[] {
  return [
    ...(version === undefined ? [] : ['--env', `VERSION=${version}`]),
    ...(volume === undefined ? [] : ['--volume', volume === null ? '' : `${volume}:/data`]),
  ];
}

/** What the program answered, in the words of the model. */
function outcomeOf({ kind }: ModelStep, answer: Readonly<Record<string, unknown>>): unknown {
  const { ok, error, changed } = answer;
  if (ok === true) return { changed: kind === 'delete' || kind === 'forget' ? true : changed };
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : 'internal';
  return { code };
}
