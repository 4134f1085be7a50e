import { join } from 'node:path';
import { run } from './command.js';
import type { Machine } from './machine.js';
import { repository } from './paths.js';

const buildScript = join(repository, 'deploy/stand-ins/build.sh');
const buildTimeoutMs = 300_000;

/** Names that there are stand-ins for, see deploy/stand-ins. */
export type ImageName =
  | 'busybox:1.36'
  | 'debian:12-slim'
  | 'memcached:1.6-alpine'
  | 'node:20-alpine'
  | 'redis:7-alpine';

/** An image as an archive that any engine can load; its id is the same in all of them. */
export interface ImageArchive {
  readonly name: string;
  readonly id: string;
  readonly path: string;
}

/** Makes the stand-ins, or finds them in the cache of this repository. Runs at the same time do not disturb each other. */
export async function standIns(names: readonly ImageName[]): Promise<ImageArchive[]> {
  const output = await run('bash', [buildScript, ...names], { timeout: buildTimeoutMs });
  return output.split('\n').map((line) => {
    const [name = '', id = '', path = ''] = line.split('\t');
    return { name, id, path };
  });
}

/** Gives stand-ins to machines, under their public names, as if they had been pulled. Resolves to the image ids by name. */
export async function loadImages(
  machines: readonly Machine[],
  names: readonly ImageName[],
): Promise<Map<string, string>> {
  const archives = await standIns(names);
  await Promise.all(machines.map((machine) => loadInto(machine, archives)));
  return new Map(archives.map(({ name, id }) => [name, id]));
}

async function loadInto(machine: Machine, archives: readonly ImageArchive[]): Promise<void> {
  for (const { path } of archives) await machine.loadImage(path);
}
