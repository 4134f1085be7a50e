import { networkName } from '../reconcile/naming.js';

/** One service behind Traefik. */
export interface TraefikRoute {
  readonly slug: string;
  readonly name: string;
  /** As `parseHostname` gives it: nothing in it can end the rule. */
  readonly hostname: string;
  readonly port: number;
  readonly isHostMode: boolean;
}

/**
 * The labels by which Traefik 3 finds the route, by HTTPS with a certificate from the resolver `letsencrypt`. A container
 * in the node's own network is reached through the name under which Docker makes the node known to containers.
 */
export function traefikLabels({
  slug,
  name,
  hostname,
  port,
  isHostMode,
}: TraefikRoute): Readonly<Record<string, string>> {
  // A dot would end the name in the key of a label.
  const id = `${slug}-${name.replaceAll('_', '__').replaceAll('.', '_-')}`;
  const router = `traefik.http.routers.${id}`;
  const server = `traefik.http.services.${id}.loadbalancer.server`;
  return {
    'traefik.enable': 'true',
    ...(isHostMode ? {} : { 'traefik.docker.network': networkName(slug) }),
    [`${router}.rule`]: `Host(\`${hostname}\`)`,
    [`${router}.entrypoints`]: 'websecure',
    [`${router}.tls.certresolver`]: 'letsencrypt',
    ...(isHostMode
      ? { [`${server}.url`]: `http://host.docker.internal:${port}` }
      : { [`${server}.port`]: String(port) }),
  };
}
