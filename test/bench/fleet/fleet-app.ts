const SERVICES = 10;
const DIGEST = `sha256:${'7'.repeat(64)}`;

/** A config of ten services, of which the generation changes one variable, for all nodes at once. */
export function fleetApp(nodes: number, generation: number): string {
  const services = Array.from({ length: SERVICES }, (_, index) => [
    `s${index}`,
    {
      image: `registry.example.com/worker@${DIGEST}`,
      args: ['serve', '--queue', 'default'],
      env: { GENERATION: String(generation), RAILS_ENV: 'production', QUEUE_URL: 'redis://redis:6379/0' },
    },
  ]);
  return JSON.stringify({
    schema_version: 1,
    organization: 'bench',
    project: 'fleet',
    rollout: { max_unavailable: nodes, stable_for: '0s' },
    services: Object.fromEntries(services),
  });
}
