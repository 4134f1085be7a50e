import { describe, expect, it } from 'vitest';
import { type SourceFile, sourcesOf } from './imports.js';

const PACKAGES = ['core', 'runtime', 'protocol', 'control-plane', 'agent', 'cli'] as const;

/** Which of our packages each package may import, and why not the others. */
const ALLOWED: Readonly<
  Record<(typeof PACKAGES)[number], { readonly own: readonly string[]; readonly because: string }>
> = {
  core: { own: [], because: 'the rules of the product depend on nothing that they rule' },
  runtime: { own: ['core'], because: 'loops and clocks know no wire' },
  protocol: { own: ['core'], because: 'the wire knows the model and nothing that uses it' },
  'control-plane': { own: ['core', 'protocol', 'runtime'], because: 'it meets agents and the CLI on the wire only' },
  agent: { own: ['core', 'protocol', 'runtime'], because: 'it meets the control plane on the wire only' },
  cli: { own: ['core', 'protocol', 'runtime'], because: 'it meets the control plane on the wire only' },
};

/** Packages of others that only one place may import. */
const ONLY_IN: readonly { readonly module: RegExp; readonly allowed: RegExp; readonly because: string }[] = [
  {
    module: /^dockerode/,
    allowed: /^packages\/agent\/src\/engine\/docker\/docker-client\.ts$/,
    because: 'the engine is replaceable, and testable, only behind its interface',
  },
  {
    module: /^(better-sqlite3|kysely)/,
    allowed: /^packages\/control-plane\/src\//,
    because: 'only the control plane has a database',
  },
  {
    module: /^better-sqlite3/,
    allowed: /^packages\/control-plane\/src\/store\//,
    because: 'the same store must be able to run on PostgreSQL',
  },
  {
    module: /^better-sqlite3/,
    allowed: /^packages\/control-plane\/src\/store\/sqlite-(file|dialect)\.ts$/,
    because: 'a single-file binary finds SQLite only by openSqliteFile',
  },
  {
    module: /^node-cron/,
    allowed: /^packages\/control-plane\/src\/backup\/cron-timetable(\.test)?\.ts$/,
    because: 'what runs on a schedule is tested with one that the test controls',
  },
  {
    module: /^@grpc\/proto-loader/,
    allowed: /^packages\/protocol\/src\//,
    because: 'only protocol knows wire shapes',
  },
];

function violations(
  files: readonly SourceFile[],
  isBanned: (specifier: string, file: SourceFile) => boolean,
): string[] {
  return files.flatMap((file) =>
    file.imports
      .filter((specifier) => isBanned(specifier, file))
      .map((specifier) => `${file.path} imports ${specifier}`),
  );
}

describe('boundaries', () => {
  it.each(PACKAGES)('%s imports only the packages below it', (name) => {
    const { own, because } = ALLOWED[name];
    const allowed = new Set(own.map((other) => `@devopsellence/${other}`));
    const banned = violations(sourcesOf(name, { tests: true }), (specifier) => {
      const scope = specifier.split('/').slice(0, 2).join('/');
      return specifier.startsWith('@devopsellence/') && !allowed.has(scope);
    });
    expect(banned, because).toEqual([]);
  });

  it.each(PACKAGES)('%s is imported by name, never by a path into it', (name) => {
    const banned = violations(sourcesOf(name, { tests: true }), (specifier) =>
      /^(\.\.\/)+packages\/|^@devopsellence\/[a-z-]+\/(?!testing$)/.test(specifier),
    );
    expect(banned, 'what is not exported may change without notice').toEqual([]);
  });

  it.each(ONLY_IN.map((ban) => [ban.module.source, ban] as const))('only its place imports %s', (_name, ban) => {
    const { module, allowed, because } = ban;
    const files = PACKAGES.flatMap((name) => sourcesOf(name, { tests: false }));
    const banned = violations(files, (specifier, file) => module.test(specifier) && !allowed.test(file.path));
    expect(banned, because).toEqual([]);
  });

  it('core has no clock, no randomness, no promise and nothing of Node', () => {
    const banned = sourcesOf('core', { tests: false }).flatMap((file) => {
      const hits = file.text.match(
        /\bnode:[a-z]+|\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\basync\s|\bawait\s|\bprocess\.[a-z]+/g,
      );
      return (hits ?? []).map((hit) => `${file.path}: ${hit}`);
    });
    expect(banned, 'a planner that needs a fact gets it as input').toEqual([]);
  });

  it('no package looks into the environment or ends the process but from its entry', () => {
    const files = PACKAGES.filter((name) => name !== 'runtime').flatMap((name) => sourcesOf(name, { tests: false }));
    const banned = files
      .filter((file) => !/\/(main|io|process-[a-z-]+)\.ts$/.test(file.path))
      .flatMap((file) => (file.text.match(/\bprocess\.(exit|env|argv)\b/g) ?? []).map((hit) => `${file.path}: ${hit}`));
    expect(banned, 'what is read from anywhere cannot be tested and surprises').toEqual([]);
  });
});
