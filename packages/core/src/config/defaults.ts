/** What holds where the config says nothing. The schema shows these as text, the resolver applies them as numbers. */
export const DEFAULTS = {
  environment: 'production',
  build: { context: '.', dockerfile: 'Dockerfile', platforms: ['linux/amd64'] },
  healthcheck: { path: '/up', port: 3000 },
  probe: { intervalMs: 5_000, timeoutMs: 2_000, retries: 3, startPeriodMs: 1_000 },
  stopGraceMs: 10_000,
  /** By role: a worker's work is not to be done by two at once unless it says so. */
  order: { web: 'start-first', worker: 'stop-first' },
  task: { timeoutMs: 600_000 },
  schedule: { timeZone: 'UTC', overlap: 'forbid' },
  ingress: { pathPrefix: '/', tlsMode: 'auto' },
  rollout: {
    maxUnavailable: 1,
    pauseMs: 0,
    stableForMs: 3_000,
    healthDeadlineMs: 300_000,
    deadlineMs: 600_000,
    onFailure: 'rollback',
  },
} as const;
