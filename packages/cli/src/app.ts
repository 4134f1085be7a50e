import { readFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve as resolvePath } from 'node:path';
import { AppError, CONFIG_FILE, type Config, invalidConfig, parseConfig } from '@devopsellence/core';
import type { CommandContext } from './command.js';

/** The app that the current folder belongs to. */
export interface App {
  /** Absolute path of its config. */
  readonly path: string;
  /** Folder of the config: what the config says of paths is relative to it. */
  readonly directory: string;
  /** The path as people see it. */
  readonly file: string;
  readonly config: Config;
}

type Place = Pick<CommandContext, 'io' | 'globals'>;

/** The app of the config that `--config` names, or the nearest one above. Fails when there is none or it is invalid. */
export async function loadApp(place: Place): Promise<App> {
  const app = await findApp(place);
  if (app !== null) return app;
  throw new AppError('config_not_found', {
    message: `there is no ${CONFIG_FILE} in ${place.io.cwd} or a folder above it`,
    nextActions: ['devopsellence init', 'cd to the folder of the app, or use --config FILE'],
  });
}

/** The same, or null when there is no config. */
export async function findApp({ io, globals }: Place): Promise<App | null> {
  if (globals.config === null) return findAbove(io.cwd, io.cwd);
  const path = resolvePath(io.cwd, globals.config);
  const text = await readText(path);
  if (text !== null) return parseApp(path, text, io.cwd);
  throw new AppError('config_not_found', { message: `there is no file ${globals.config}` });
}

async function findAbove(directory: string, cwd: string): Promise<App | null> {
  const path = join(directory, CONFIG_FILE);
  const text = await readText(path);
  if (text !== null) return parseApp(path, text, cwd);
  const above = dirname(directory);
  return above === directory ? null : findAbove(above, cwd);
}

function parseApp(path: string, text: string, cwd: string): App {
  const file = relative(cwd, path) || basename(path);
  const result = parseConfig(text, file);
  if (!result.ok) throw invalidConfig(file, result.issues);
  return { path, directory: dirname(path), file, config: result.config };
}

async function readText(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : null;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw new AppError('config_not_found', { message: `${path} cannot be read`, reason: String(cause), cause });
  }
}
