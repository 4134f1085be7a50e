import { AppError, type StandaloneSettings } from '@devopsellence/core';
import type { ServiceName, StandaloneClient } from '../client/standalone-client.js';
import { newestVersion } from './newest-version.js';

/** What an update begins with: the preset, or, where somebody deleted that, what the service has. */
export async function currentSettings(client: StandaloneClient, name: ServiceName): Promise<StandaloneSettings> {
  try {
    return await presetSettings(client, name);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'not_found') throw error;
    return (await client.getService(name)).settings;
  }
}

/** What a restore begins with. */
export async function presetSettings(client: StandaloneClient, name: ServiceName): Promise<StandaloneSettings> {
  return newestVersion(await client.presetVersions(name), name.name).settings;
}
