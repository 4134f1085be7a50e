import { join } from 'node:path';
import { AppError } from '@devopsellence/core';
import { makePrivateDirectory, readFileIfExists, writePrivateFile } from '@devopsellence/runtime';
import type { Scope } from '../client/access-client.js';

/** A control plane somebody logged in to. */
export interface SavedContext {
  readonly server: string;
  readonly token: string;
  /** What commands are about where neither they nor a config say it. */
  readonly defaults: Scope;
}

export const NO_NAMES: Scope = { organization: null, project: null, environment: null };

export interface Contexts {
  /** Null before the first login. */
  readonly current: string | null;
  readonly byName: ReadonlyMap<string, SavedContext>;
}

const VERSION = 1;

/** Reads the saved contexts; there are none when nobody has logged in yet. */
export async function readContexts(home: string): Promise<Contexts> {
  const path = contextsFile(home);
  const content = await readFileIfExists(path);
  if (content === null) return { current: null, byName: new Map() };
  const contexts = parseContexts(content.toString());
  if (contexts !== null) return contexts;
  throw new AppError('not_logged_in', {
    message: `${path} cannot be read as contexts`,
    reason: 'it was written by another version, or changed by hand',
    nextActions: [`mv ${path} ${path}.old`, 'devopsellence login HOST:PORT --token-file FILE'],
  });
}

/** Replaces the saved contexts, readable by their owner only. */
export async function writeContexts(home: string, contexts: Contexts): Promise<void> {
  await makePrivateDirectory(home);
  const document = { version: VERSION, current: contexts.current, contexts: Object.fromEntries(contexts.byName) };
  await writePrivateFile(contextsFile(home), `${JSON.stringify(document, null, 2)}\n`);
}

function contextsFile(home: string): string {
  return join(home, 'contexts.json');
}

function parseContexts(text: string): Contexts | null {
  const document = parseJson(text);
  if (!isRecord(document) || document.version !== VERSION || !isRecord(document.contexts)) return null;
  const { current } = document;
  if (current !== null && typeof current !== 'string') return null;
  const byName = new Map<string, SavedContext>();
  for (const [name, saved] of Object.entries(document.contexts)) {
    if (!isRecord(saved) || typeof saved.server !== 'string' || typeof saved.token !== 'string') return null;
    const defaults = parseDefaults(saved.defaults);
    if (defaults === null) return null;
    byName.set(name, { server: saved.server, token: saved.token, defaults });
  }
  return { current, byName };
}

/** Null when it cannot be read. A context that was written before there were defaults has none. */
function parseDefaults(saved: unknown): Scope | null {
  if (saved === undefined) return NO_NAMES;
  if (!isRecord(saved)) return null;
  const { organization, project, environment } = saved;
  if (!isName(organization) || !isName(project) || !isName(environment)) return null;
  return { organization, project, environment };
}

function isName(value: unknown): value is string | null {
  return value === null || typeof value === 'string';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
