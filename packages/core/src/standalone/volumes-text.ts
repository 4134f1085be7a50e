import { NAME_RULES } from '../config/names.js';
import { argumentProblem } from './argument-problem.js';

/** A named volume of the environment in a container of a standalone service. */
export interface StandaloneVolume {
  readonly source: string;
  /** Absolute, without `.`, `..`, and slashes that say nothing. */
  readonly target: string;
  readonly isReadOnly: boolean;
}

const ARGUMENT = 'volumes';
const FORM = 'write name:/path, name:/path:ro or name:/path:rw';

/** The volumes of one text: `name:/path[:ro|rw]`, separated by commas or lines. Each path takes one volume. */
export function parseVolumes(text: string): readonly StandaloneVolume[] {
  const items = text.split(/[,\n]/).map((item) => item.trim());
  const volumes = items.filter((item) => item !== '').map(parseVolume);
  const taken = new Set<string>();
  for (const { target } of volumes) {
    if (taken.has(target)) throw argumentProblem(ARGUMENT, `mount two volumes at ${target}`);
    taken.add(target);
  }
  return volumes;
}

export function parseVolume(text: string): StandaloneVolume {
  const [source = '', target = '', mode = 'rw', ...rest] = text.split(':');
  if (!NAME_RULES.volume.pattern.test(source)) {
    const hint = NAME_RULES.volume.hint(source) ?? FORM;
    throw argumentProblem(
      ARGUMENT,
      `has ${JSON.stringify(text)}: ${JSON.stringify(source)} ${NAME_RULES.volume.message}`,
      hint,
    );
  }
  if (!isFolder(target)) {
    throw argumentProblem(
      ARGUMENT,
      `has ${JSON.stringify(text)}: ${JSON.stringify(target)} must be an absolute path`,
      FORM,
    );
  }
  if (rest.length > 0 || (mode !== 'ro' && mode !== 'rw')) {
    const given = [mode, ...rest].join(':');
    throw argumentProblem(ARGUMENT, `has ${JSON.stringify(text)}: ${JSON.stringify(given)} is neither ro nor rw`, FORM);
  }
  return { source, target: plainPath(target), isReadOnly: mode === 'ro' };
}

/** The path as an engine reads it: one slash at a time, and none at its end. */
export function plainPath(path: string): string {
  return path.replaceAll(/\/+/g, '/').replace(/(?<=.)\/$/, '');
}

/** `name:/path` or `name:/path:ro`, as `parseVolume` reads it back. */
export function formatVolume({ source, target, isReadOnly }: StandaloneVolume): string {
  return `${source}:${target}${isReadOnly ? ':ro' : ''}`;
}

function isFolder(path: string): boolean {
  const parts = path.split('/').slice(1);
  return path.startsWith('/') && path.length <= 4096 && parts.some((part) => part !== '') && !parts.some(isDots);
}

function isDots(part: string): boolean {
  return part === '.' || part === '..';
}
