import fc from 'fast-check';

const slug = fc.stringMatching(/^[a-z](?:[a-z0-9-]{0,8}[a-z0-9])?$/);
const word = fc
  .string({ minLength: 1, maxLength: 12 })
  .filter((text) => text.trim() !== '' && !text.includes('\u0000'));
const words = fc.array(word, { minLength: 1, maxLength: 3 });
const variable = fc.stringMatching(/^[A-Z][A-Z0-9_.]{0,8}$/);
const env = fc.dictionary(variable, fc.string({ maxLength: 12 }), { maxKeys: 4 });
const duration = fc.constantFrom('1s', '250ms', '5m', '1h30m');
const port = fc.integer({ min: 1, max: 65_535 });
const tunables = {
  interval: duration,
  timeout: duration,
  retries: fc.integer({ min: 1, max: 9 }),
  start_period: duration,
};

const check = fc.oneof(
  fc.record({ http: fc.record({ path: fc.constant('/up'), port }) }),
  fc.record({ tcp: port }),
  fc.record({ command: words }),
);

const readiness = fc
  .tuple(check, fc.record(tunables, { requiredKeys: [] }))
  .map(([how, often]) => ({ ...how, ...often }));

const service = fc.record(
  {
    image: fc.constantFrom('redis:7-alpine', 'registry.example.com:5000/team/search:2'),
    command: words,
    args: words,
    env,
    ports: fc
      .uniqueArray(port, { maxLength: 3 })
      .map((numbers) => numbers.map((number) => ({ name: `p${number}`, port: number }))),
    readiness,
    volumes: fc.constantFrom([], [{ source: 'app_data', target: '/data' }]),
    resources: fc.record({ memory: fc.constantFrom('64m', '1g'), cpus: fc.constantFrom(0.5, 2) }, { requiredKeys: [] }),
    stop_grace_period: duration,
    placement: fc.record({ labels: fc.array(slug, { maxLength: 2 }), count: fc.integer({ min: 1, max: 5 }) }),
    rollout: fc.record({ order: fc.constantFrom('start-first', 'stop-first') }),
  },
  { requiredKeys: [] },
);

const web = { ports: [{ name: 'http', port: 3000 }], healthcheck: {} };

type Services = Readonly<Record<string, object>>;

/** Each service waits for some of those before it, so that there are no cycles. */
function withDependencies(services: Services, picks: readonly boolean[]): Services {
  const names = Object.keys(services);
  const isPicked = (service: number, other: number) => picks[(service + other) % picks.length] ?? false;
  return Object.fromEntries(
    Object.entries(services).map(([name, each], index) => [
      name,
      { ...each, depends_on: names.slice(0, index).filter((_, other) => isPicked(index, other)) },
    ]),
  );
}

const others = fc.dictionary(
  slug.map((text) => `s-${text}`),
  service,
  { maxKeys: 4 },
);

const services = fc
  .tuple(others, fc.array(fc.boolean(), { minLength: 1 }))
  .map(([workers, picks]) => withDependencies({ constructor: { image: 'redis' }, ...workers, web }, picks));

const overlay = fc.record(
  {
    services: fc.record({ web: fc.record({ env, command: words }, { requiredKeys: [] }) }),
    rollout: fc.record({ pause: duration }),
    tasks: fc.record({ release: fc.record({ timeout: fc.constantFrom('5m', '1h30m') }) }),
  },
  { requiredKeys: [] },
);

/** Values of configs that are valid in every environment they declare. */
export const arbitraryConfigValue = fc.record({
  schema_version: fc.constant(1),
  organization: slug,
  project: slug,
  services,
  tasks: fc.record({ release: fc.record({ service: fc.constant('web'), command: words, env }) }),
  rollout: fc.record(
    { stable_for: fc.constantFrom('0s', '250ms', '2m30s'), on_failure: fc.constantFrom('rollback', 'stop') },
    { requiredKeys: [] },
  ),
  environments: fc.dictionary(slug, overlay, { maxKeys: 2 }),
});
