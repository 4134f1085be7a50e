const HUB_HOSTS = ['docker.io', 'index.docker.io'] as const;

/** The host of the registry that a reference names; `docker.io` when it names none. */
export function registryHost(reference: string): string {
  const [head = '', ...rest] = reference.split('/');
  const isHost = rest.length > 0 && (head.includes('.') || head.includes(':') || head === 'localhost');
  return isHost ? head : 'docker.io';
}

/**
 * All spellings of one name that users write and the engine shortens: `redis` is also `library/redis`,
 * `docker.io/redis` and `docker.io/library/redis`.
 */
export function spellings(name: string): readonly string[] {
  const path = hubPath(name);
  if (path === null) return [name];
  const paths = path.includes('/') ? [path] : [path, `library/${path}`];
  return paths.flatMap((each) => [each, ...HUB_HOSTS.map((host) => `${host}/${each}`)]);
}

/** The name below the public registry, as short as the engine writes it; null for a name of another registry. */
function hubPath(name: string): string | null {
  const host = registryHost(name);
  if (!HUB_HOSTS.some((hub) => hub === host)) return null;
  const path = HUB_HOSTS.reduce((rest, hub) => (rest.startsWith(`${hub}/`) ? rest.slice(hub.length + 1) : rest), name);
  return path.startsWith('library/') ? path.slice('library/'.length) : path;
}
