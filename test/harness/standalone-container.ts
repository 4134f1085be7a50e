import { askEngine } from './engine-request.js';
import type { Machine } from './machine.js';

/** The parts of `docker inspect` of a container of a standalone service that tests look at. */
export interface StandaloneContainer {
  readonly Id: string;
  readonly Name: string;
  /** Id of the image. */
  readonly Image: string;
  readonly State: { readonly Status: string; readonly StartedAt: string };
  readonly Config: {
    readonly Env: readonly string[];
    readonly Cmd: readonly string[] | null;
    readonly Labels: Readonly<Record<string, string>>;
  };
  readonly HostConfig: {
    readonly RestartPolicy: { readonly Name: string };
    readonly CapAdd: readonly string[] | null;
    readonly Privileged: boolean;
    readonly NetworkMode: string;
    readonly PortBindings: Readonly<Record<string, readonly { readonly HostPort: string }[] | null>> | null;
  };
  readonly Mounts: readonly {
    readonly Type: string;
    readonly Name?: string;
    readonly Destination: string;
    readonly RW: boolean;
  }[];
  readonly NetworkSettings: {
    readonly Networks: Readonly<Record<string, { readonly Aliases: readonly string[] | null }>>;
  };
}

interface InspectedImage {
  readonly RepoDigests: readonly string[] | null;
  readonly Config: { readonly Env: readonly string[] | null };
}

/** All containers that carry the label of the service, running or not, as the engine has them. */
export async function containersOf(machine: Machine, service: string): Promise<readonly StandaloneContainer[]> {
  const filters = encodeURIComponent(JSON.stringify({ label: [`oduflow.service=${service}`] }));
  const path = `/containers/json?all=true&filters=${filters}`;
  const listed = await askEngine<readonly { readonly Id: string }[]>(machine, path);
  return Promise.all(listed.map(({ Id }) => askEngine<StandaloneContainer>(machine, `/containers/${Id}/json`)));
}

/** The only container of the service; fails when there is none, or more. */
export async function containerOf(machine: Machine, service: string): Promise<StandaloneContainer> {
  const [container, ...more] = await containersOf(machine, service);
  if (container !== undefined && more.length === 0) return container;
  throw new Error(`${service} has ${container === undefined ? 'no container' : `${more.length + 1} containers`}`);
}

/** The digests under which the engine has pulled the image of the container. */
export async function digestsOf(machine: Machine, { Image }: StandaloneContainer): Promise<readonly string[]> {
  const { RepoDigests } = await askEngine<InspectedImage>(machine, `/images/${Image}/json`);
  return (RepoDigests ?? []).map((name) => name.slice(name.indexOf('@') + 1));
}

/** The variables that the container has and its image does not. */
export async function ownVariables(machine: Machine, { Image, Config }: StandaloneContainer): Promise<string[]> {
  const ofImage = await askEngine<InspectedImage>(machine, `/images/${Image}/json`);
  const known = new Set(ofImage.Config.Env ?? []);
  return Config.Env.filter((variable) => !known.has(variable)).toSorted();
}
