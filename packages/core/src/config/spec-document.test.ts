import { describe, expect, it } from 'vitest';
import { AppError } from '../failure.js';
import type { EnvironmentSpec, ServiceSpec } from '../model/spec.js';
import { EXAMPLE_CONFIG } from './example.js';
import { resolve } from './resolve.js';
import { decodeSpec, encodeSpec } from './spec-document.js';
import { readConfig } from './testing/read-config.js';

const SPEC = resolve(readConfig(EXAMPLE_CONFIG), 'production');
const WEB = SPEC.services.find(({ name }) => name === 'web') ?? SPEC.services[0];

/** What the refusal of the spec says, all on one line. */
function refusalOf(json: string): string {
  try {
    decodeSpec(json);
    return 'accepted';
  } catch (thrown) {
    return thrown instanceof AppError
      ? `${thrown.code}: ${[thrown.message, ...thrown.evidence].join('; ')}`
      : 'not ours';
  }
}

function withWeb(changes: Partial<ServiceSpec> | Readonly<Record<string, unknown>>): string {
  const services = SPEC.services.map((service) => (service === WEB ? { ...service, ...changes } : service));
  return JSON.stringify({ ...SPEC, services });
}

function withSpec(changes: Partial<EnvironmentSpec> | Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ ...SPEC, ...changes });
}

it('reads back what it wrote', () => {
  expect(decodeSpec(encodeSpec(SPEC))).toEqual(SPEC);
});

it('writes equal specs as equal text', () => {
  const reordered = Object.fromEntries(Object.entries(SPEC).reverse());
  expect(encodeSpec(decodeSpec(JSON.stringify(reordered)))).toBe(encodeSpec(SPEC));
});

it('reads a schedule as older programs wrote it', () => {
  const tasks = SPEC.tasks.map((task) => ({ ...task, schedule: task.schedule?.cron ?? null }));
  const schedules = decodeSpec(withSpec({ tasks })).tasks.map(({ schedule }) => schedule);
  expect(schedules).toContainEqual({ cron: '0 3 * * *', timeZone: 'UTC', overlap: 'forbid' });
});

describe('decodeSpec refuses', () => {
  it.each([
    ['no JSON', '{', 'The spec is not valid JSON'],
    ['another value', '[]', 'the spec: must be a mapping, not a list'],
    ['a reserved key', '{"__proto__": {}}', 'The spec uses the key __proto__'],
    ['a text that is too large', `"${'x'.repeat(512 * 1024)}"`, 'The spec is too large'],
    ['an unknown field', withSpec({ extra: 1 }), 'extra: is not a known key'],
    ['a missing field', withSpec({ rollout: undefined }), 'rollout: is required'],
    ['a bad name', withSpec({ project: '../etc' }), 'project: must be 1 to 40 small letters'],
    ['no services', withSpec({ services: [], tasks: [], ingress: null }), 'services: must have at least one service'],
    ['services out of order', withSpec({ services: SPEC.services.toReversed() }), 'in the order of the names'],
    ['a doubled service', withSpec({ services: [...SPEC.services, WEB] }), 'services.web: must come once'],
    [
      'a timer that cannot be kept',
      withSpec({ rollout: { ...SPEC.rollout, deadlineMs: 2 ** 31 } }),
      'rollout.deadlineMs: must be at most',
    ],
    [
      'capital letters in a host',
      withSpec({ ingress: { ...SPEC.ingress, hosts: ['A.b'] } }),
      'must be in small letters',
    ],
    ['a host path', withWeb({ volumes: [{ source: '/etc', target: '/x' }] }), 'must be the name of a volume'],
    ['a colon in a target', withWeb({ volumes: [{ source: 'a', target: '/x:ro' }] }), 'must be an absolute path'],
    ['a NUL in an argument', withWeb({ args: ['a\u0000b'] }), 'args[0]: must not be blank'],
    ['a wrong role', withWeb({ role: 'worker' }), 'is a web service and cannot have the role worker'],
    ['a web service without a check', withWeb({ readiness: null }), 'needs a healthcheck'],
    [
      'an unknown dependency',
      withWeb({ dependsOn: [{ service: 'x', condition: 'started', timeoutMs: null }] }),
      'there is no service x',
    ],
    [
      'a doubled dependency',
      withWeb({ dependsOn: [...(WEB?.dependsOn ?? []), ...(WEB?.dependsOn ?? [])] }),
      'must be unique',
    ],
    ['a variable with two values', withWeb({ env: { DATABASE_URL: 'x' } }), 'must not be in env too'],
    ['a check of no kind', withWeb({ readiness: { ...WEB?.readiness, check: { kind: 'udp', port: 1 } } }), 'check'],
  ])('%s', (_, json, message) => {
    expect(refusalOf(json)).toMatch(/^invalid_config: /);
    expect(refusalOf(json)).toContain(message);
  });

  it('more services than the limit, before looking at each', () => {
    const services = Array.from({ length: 201 }, () => WEB);
    expect(refusalOf(withSpec({ services }))).toContain('services: must be a list of at most 200');
  });
});
