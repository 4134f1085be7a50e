/** Every table of which a deploy, or an operation on a service, could touch a row. */
export const DEPLOYED_TABLES = [
  'organizations',
  'projects',
  'environments',
  'nodes',
  'node_environments',
  'releases',
  'deployments',
  'deployment_nodes',
  'deployment_documents',
  'desired_environments',
  'secret_versions',
  'task_runs',
  'standalone_services',
  'standalone_operations',
  'presets',
  'events',
] as const;
