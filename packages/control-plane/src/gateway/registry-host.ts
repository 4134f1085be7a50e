const DOCKER_HUB: ReadonlySet<string> = new Set(['index.docker.io', 'registry-1.docker.io', 'registry.hub.docker.com']);

/** One spelling for each registry: small letters, and `docker.io` for all names of Docker Hub. */
export function normalRegistryHost(host: string): string {
  const lower = host.trim().toLowerCase();
  return DOCKER_HUB.has(lower) ? 'docker.io' : lower;
}
