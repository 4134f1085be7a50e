import Docker from 'dockerode';

/** The only file that knows which library speaks to the Docker Engine. */
export type DockerClient = Docker;
export type DockerContainerSummary = Docker.ContainerInfo;
export type DockerContainer = Docker.ContainerInspectInfo;
export type DockerContainerOptions = Docker.ContainerCreateOptions;
export type NetworkCreateOptions = Docker.NetworkCreateOptions;

/**
 * A client of the engine at `unix:///path`, in the newest version of its API that it speaks itself: engines raise the
 * oldest version they accept (1.44 with Docker 29), so no version suits all. Connects with each call.
 */
export function dockerClient(dockerHost: string): DockerClient {
  return new Docker({ socketPath: dockerHost.replace(/^unix:\/\//, '') });
}
