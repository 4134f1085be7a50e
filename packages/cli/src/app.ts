import { dirname } from 'node:path';
import { type Config, defaultEnvironment, invalidConfig, parseConfig } from '@devopsellence/core';
import { type ConfigText, configNotFound, findConfig, type Place } from './find-config.js';
import type { ConfigNames } from './read-names.js';

/** The app that the current folder belongs to. */
export interface App {
  /** Folder of the config: what the config says of paths is relative to it. */
  readonly directory: string;
  /** The path of the config as people see it. */
  readonly file: string;
  readonly config: Config;
}

/** The app of the config that `--config` names, or of the nearest one. Fails when there is none or it is invalid. */
export async function loadApp(place: Place): Promise<App> {
  const found = await findConfig(place);
  if (found === null) throw configNotFound(place);
  return parseApp(found);
}

/** What a config that has been found calls itself, however it is written. Fails when it is invalid. */
export function namesInApp(found: ConfigText): ConfigNames {
  const { config } = parseApp(found);
  return { organization: config.organization, project: config.project, defaultEnvironment: defaultEnvironment(config) };
}

function parseApp({ path, file, text }: ConfigText): App {
  const result = parseConfig(text, file);
  if (!result.ok) throw invalidConfig(file, result.issues);
  return { directory: dirname(path), file, config: result.config };
}
