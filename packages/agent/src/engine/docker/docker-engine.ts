import type {
  ContainerEngine,
  ExecCommand,
  ImagePull,
  LogsQuery,
  NewContainer,
  RegistryQuery,
} from '../container-engine.js';
import { dockerClient } from './docker-client.js';
import { DockerContainers } from './docker-containers.js';
import { DockerEndpoints } from './docker-endpoints.js';
import { dockerEvents } from './docker-events.js';
import { dockerExec } from './docker-exec.js';
import { asking } from './docker-failure.js';
import { DockerImages } from './docker-images.js';
import { dockerLogs } from './docker-logs.js';
import { DockerNetworks } from './docker-networks.js';
import { dockerPorts, dockerSurvey, dockerUsage } from './docker-survey.js';
import { DockerVolumes } from './docker-volumes.js';
import { inTime } from './in-time.js';

export interface DockerEngineOptions {
  /** `unix:///path/of/the/socket`. */
  readonly dockerHost: string;
  /** What this engine creates carries the id; what carries another, or none, it does not see. */
  readonly nodeId: string;
}

/** A Docker Engine with API 1.41 or newer. */
export function dockerEngine({ dockerHost, nodeId }: DockerEngineOptions): ContainerEngine {
  const docker = dockerClient(dockerHost);
  const containers = new DockerContainers(docker, nodeId);
  const endpoints = new DockerEndpoints(docker, containers);
  const networks = new DockerNetworks(docker, nodeId);
  const volumes = new DockerVolumes(docker, nodeId);
  const images = new DockerImages(docker);
  return {
    version: (signal) => version(docker, signal),
    listContainers: (signal) => containers.list(signal),
    inspectContainer: (id, signal) => containers.inspect(id, signal),
    listNetworks: (signal) => networks.list(signal),
    listVolumes: (signal) => networks.listVolumes(signal),
    listImages: (signal) => images.list(signal),
    createNetwork: (network, signal) => networks.create(network, signal),
    removeNetwork: (id, signal) => networks.remove(id, signal),
    createVolume: (volume, signal) => networks.createVolume(volume, signal),
    describeVolumes: (signal) => volumes.describe(signal),
    removeVolume: (name, signal) => volumes.remove(name, signal),
    survey: (signal) => dockerSurvey(docker, nodeId, signal),
    publishedPorts: (signal) => dockerPorts(docker, nodeId, signal),
    measure: (signal) => dockerUsage(docker, signal),
    createContainer: (container: NewContainer, signal) => containers.create(container, signal),
    startContainer: (id, signal) => endpoints.start(id, signal),
    stopContainer: (id, graceMs, signal) => containers.stop(id, graceMs, signal),
    restartContainer: (id, graceMs, signal) => endpoints.restart(id, graceMs, signal),
    nameContainer: (id, naming, signal) => endpoints.name(id, naming, signal),
    removeContainer: (id, signal) => containers.remove(id, signal),
    pullImage: (pull: ImagePull, signal) => images.pull(pull, signal),
    tagImage: (reference, name, signal) => images.tag(reference, name, signal),
    removeImage: (reference, signal) => images.remove(reference, signal),
    findInRegistry: (query: RegistryQuery, signal) => images.findInRegistry(query, signal),
    findLocally: (reference, signal) => images.findLocally(reference, signal),
    logs: (query: LogsQuery, signal) => dockerLogs(docker, query, signal),
    exec: (command: ExecCommand, signal) => dockerExec(docker, command, signal),
    events: (signal) => dockerEvents(docker, nodeId, signal),
  };
}

/** What the types of the client do not say: the call takes a signal. */
interface Versioned {
  version(options: { readonly abortSignal: AbortSignal }): Promise<{ readonly Version: string }>;
}

async function version(docker: Versioned, signal: AbortSignal): Promise<string> {
  const ask = () => inTime(signal, (abortSignal) => docker.version({ abortSignal }));
  return (await asking('ask for the version', signal, ask)).Version;
}
