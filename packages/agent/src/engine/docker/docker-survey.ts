import type { PublishedPort } from '@devopsellence/core';
import type { EnginePort, EngineSurvey, EngineUsage } from '../container-engine.js';
import { isOwned, readContainerLabels } from '../labels.js';
import type { DockerClient, DockerContainerSummary } from './docker-client.js';
import { asking } from './docker-failure.js';
import { inTime } from './in-time.js';

const MAX_PORTS = 500;

/** What the types of the client do not say: these calls take a signal, and their answers have these fields. */
interface Surveyed {
  version(options: Aborting): Promise<{ readonly Version: string; readonly ApiVersion: string }>;
  info(options: Aborting): Promise<{
    readonly Driver: string;
    readonly DockerRootDir: string;
    readonly Warnings?: readonly string[] | null;
  }>;
  df(options: Aborting): Promise<{
    readonly LayersSize?: number;
    readonly Volumes?:
      | readonly { readonly Name: string; readonly UsageData?: { readonly Size: number } | null }[]
      | null;
  }>;
}

interface Aborting {
  readonly abortSignal: AbortSignal;
}

/** How a Docker Engine is, and what it holds that is not this node's. */
export async function dockerSurvey(
  docker: DockerClient & Surveyed,
  nodeId: string,
  signal: AbortSignal,
): Promise<EngineSurvey> {
  const [version, info, containers] = await asking('survey the engine', signal, () =>
    inTime(signal, (abortSignal) =>
      Promise.all([
        docker.version({ abortSignal }),
        docker.info({ abortSignal }),
        docker.listContainers({ all: true, abortSignal }),
      ]),
    ),
  );
  const foreign = containers.filter(({ Labels }) => !isOwned(Labels, nodeId));
  return {
    facts: {
      version: version.Version,
      apiVersion: version.ApiVersion,
      storageDriver: info.Driver,
      rootDirectory: info.DockerRootDir,
      warnings: info.Warnings ?? [],
      foreignContainers: foreign.length,
      foreignRunning: foreign.filter(({ State }) => State === 'running').length,
    },
    ports: containers.flatMap((container) => portsOf(container, nodeId)).slice(0, MAX_PORTS),
  };
}

/** How much room images and volumes take on a Docker Engine. */
export async function dockerUsage(docker: Surveyed, signal: AbortSignal): Promise<EngineUsage> {
  const { LayersSize, Volumes } = await asking('measure its disk', signal, () =>
    inTime(signal, (abortSignal) => docker.df({ abortSignal })),
  );
  const measured = (Volumes ?? []).flatMap(({ Name, UsageData }) => {
    const size = UsageData?.Size ?? -1;
    return size < 0 ? [] : [[Name, size] as const];
  });
  return { imagesBytes: LayersSize ?? 0, volumeBytes: new Map(measured) };
}

/** Ports of the machine that the containers of a Docker Engine publish. */
export async function dockerPorts(
  docker: DockerClient,
  nodeId: string,
  signal: AbortSignal,
): Promise<readonly EnginePort[]> {
  const containers = await asking('list published ports', signal, () =>
    inTime(signal, (abortSignal) => docker.listContainers({ abortSignal })),
  );
  return containers.flatMap((container) => {
    const { environmentId, service } = readContainerLabels(isOwned(container.Labels, nodeId) ? container.Labels : {});
    return bindingsOf(container).map(({ PublicPort: port, Type: protocol }) => {
      return { port, protocol, container: nameOf(container), environmentId, service };
    });
  });
}

function portsOf(container: DockerContainerSummary, nodeId: string): readonly PublishedPort[] {
  return bindingsOf(container).map(({ IP, PublicPort, Type }) => ({
    address: IP ?? '',
    port: PublicPort,
    protocol: Type,
    container: nameOf(container),
    isOwn: isOwned(container.Labels, nodeId),
  }));
}

/** The ports of a container that are ports of the machine, too. */
function bindingsOf({ Ports }: DockerContainerSummary) {
  return Ports.filter(({ PublicPort }) => PublicPort !== undefined);
}

function nameOf({ Names, Id }: DockerContainerSummary): string {
  return Names[0]?.replace(/^\//, '') ?? Id;
}
