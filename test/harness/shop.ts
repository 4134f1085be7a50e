import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Machine } from './machines.js';
import { repository } from './paths.js';

const folder = join(repository, 'deploy/examples/shop');

/** Builds the example app on the first machine and gives the image to all of them, so that it is in no registry. */
export async function loadShop(machines: readonly Machine[], tag: string): Promise<void> {
  const [builder, ...others] = machines;
  if (builder === undefined) return;
  await builder.docker(['build', '--quiet', '--tag', tag, folder]);
  const archive = join(builder.stateDir, `${tag.replaceAll(/[^a-z0-9]/g, '-')}.tar`);
  await builder.docker(['save', '--output', archive, tag]);
  await Promise.all(others.map((machine) => machine.loadImage(archive)));
}

/** The config of the example app, with changes. */
export async function shopConfig(change: (text: string) => string = (text) => text): Promise<string> {
  return change(await readFile(join(folder, 'devopsellence.yml'), 'utf8'));
}
