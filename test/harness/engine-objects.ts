import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { askEngine } from './engine-request.js';
import type { Machine } from './machine.js';

type Labels = Readonly<Record<string, string>> | null;

/** The parts of `docker inspect` of a container that tests look at. */
export interface InspectedContainer {
  readonly Id: string;
  readonly Name: string;
  readonly Image: string;
  readonly RestartCount: number;
  readonly State: { readonly Status: string; readonly Pid: number; readonly StartedAt: string };
  readonly Config: { readonly Env: readonly string[] | null; readonly Cmd: readonly string[]; readonly Labels: Labels };
  readonly HostConfig: { readonly RestartPolicy: { readonly Name: string } };
  readonly Mounts: readonly { readonly Name?: string; readonly Destination: string }[];
  readonly NetworkSettings: {
    readonly Networks: Readonly<Record<string, { readonly Aliases: readonly string[] | null }>>;
  };
}

export interface ListedNetwork {
  readonly Id: string;
  readonly Name: string;
  readonly Labels: Labels;
}

export interface ListedVolume {
  readonly Name: string;
  readonly CreatedAt: string;
  readonly Labels: Labels;
  readonly Mountpoint: string;
}

export interface ListedImage {
  readonly Id: string;
  readonly RepoTags: readonly string[] | null;
}

/** Everything an engine has, the containers inspected, by name. */
export interface EngineObjects {
  readonly containers: readonly InspectedContainer[];
  readonly networks: readonly ListedNetwork[];
  readonly volumes: readonly ListedVolume[];
  readonly images: readonly ListedImage[];
}

export async function readEngine(machine: Machine): Promise<EngineObjects> {
  const [listed, networks, { Volumes }, images] = await Promise.all([
    askEngine<readonly { readonly Id: string }[]>(machine, '/containers/json?all=true'),
    askEngine<readonly ListedNetwork[]>(machine, '/networks'),
    askEngine<{ readonly Volumes: readonly ListedVolume[] | null }>(machine, '/volumes'),
    askEngine<readonly ListedImage[]>(machine, '/images/json'),
  ]);
  const containers = await Promise.all(
    listed.map(({ Id }) => askEngine<InspectedContainer>(machine, `/containers/${Id}/json`)),
  );
  return {
    containers: byName(containers),
    networks: byName(networks),
    volumes: byName(Volumes ?? []),
    images: images.toSorted((a, b) => (a.Id < b.Id ? -1 : 1)),
  };
}

/** Every file of a volume with its content, read from the engine's own folder. */
export async function readVolume({ Mountpoint }: ListedVolume): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(Mountpoint, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const contents = files.map(
    async (file) => [file.slice(Mountpoint.length + 1), await readFile(file, 'utf8')] as const,
  );
  return Object.fromEntries((await Promise.all(contents)).toSorted());
}

function byName<T extends { readonly Name: string }>(objects: readonly T[]): readonly T[] {
  return objects.toSorted((a, b) => (a.Name < b.Name ? -1 : 1));
}
