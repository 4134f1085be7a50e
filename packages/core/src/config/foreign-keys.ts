/** Keys that users of other tools reach for, and what stands for them here. */
export const FOREIGN_KEYS: Readonly<Record<string, string>> = {
  deploy: 'use placement, resources and rollout',
  entrypoint: "use command, which replaces the image's entrypoint",
  environment: 'use env, a mapping of variables',
  env_file: 'use env, and secret_refs for what must not be read',
  expose: 'use ports',
  kind: 'the role follows from a port named http, a healthcheck or the name web',
  networks: 'services of an environment share a network and find each other by name',
  replicas: 'use placement.count: one container on each of that many nodes',
  restart: 'services are always restarted',
  secrets: 'use secret_refs',
  version: 'use schema_version: 1',
  '<<': 'merge keys are not supported; use environments for differences',
};
