import { readFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { AppError } from '@devopsellence/core';
import type { CommandContext } from './command.js';

const CONFIG_FILE = 'devopsellence.yml';

/** A config as it stands on the disk. */
export interface ConfigText {
  /** Absolute. */
  readonly path: string;
  /** The path as people see it. */
  readonly file: string;
  readonly text: string;
}

export type Place = Pick<CommandContext, 'io' | 'globals'>;

/** The config that `--config` names, else the nearest one at or above the current folder, or null. */
export async function findConfig({ io, globals }: Place): Promise<ConfigText | null> {
  if (globals.config === null) return findAbove(io.cwd, io.cwd);
  const found = await readConfig(resolve(io.cwd, globals.config), io.cwd);
  if (found !== null) return found;
  throw new AppError('config_not_found', { message: `there is no file ${globals.config}` });
}

/** What to say where a config is needed and there is none. */
export function configNotFound({ io }: Place): AppError {
  return new AppError('config_not_found', {
    message: `there is no ${CONFIG_FILE} in ${io.cwd} or a folder above it`,
    nextActions: ['devopsellence init', 'cd to the folder of the app, or use --config FILE'],
  });
}

async function findAbove(directory: string, cwd: string): Promise<ConfigText | null> {
  const found = await readConfig(join(directory, CONFIG_FILE), cwd);
  const above = dirname(directory);
  return found !== null || above === directory ? found : findAbove(above, cwd);
}

async function readConfig(path: string, cwd: string): Promise<ConfigText | null> {
  try {
    return { path, file: relative(cwd, path) || basename(path), text: await readFile(path, 'utf8') };
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : null;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw new AppError('config_not_found', { message: `${path} cannot be read`, reason: String(cause), cause });
  }
}
