import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface SourceFile {
  /** Path from the repository's root. */
  readonly path: string;
  /** What it imports, types included, as written. */
  readonly imports: readonly string[];
  readonly text: string;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const IMPORT = /(?:\bfrom|\bimport|\bimport\()\s*['"]([^'"]+)['"]/g;

/** Sources of one package, generated files left out. */
export function sourcesOf(name: string, options: { readonly tests: boolean }): SourceFile[] {
  return readdirSync(`${root}/packages/${name}/src`, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.startsWith('gen/'))
    .map((path) => `packages/${name}/src/${path}`)
    .filter((path) => options.tests || !/(\.test|\.docker-test)\.ts$/.test(path))
    .sort()
    .map(readSource);
}

function readSource(path: string): SourceFile {
  const text = readFileSync(`${root}/${path}`, 'utf8');
  return { path, text, imports: [...text.matchAll(IMPORT)].map(([, specifier]) => specifier ?? '') };
}
