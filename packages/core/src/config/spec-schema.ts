import { z } from 'zod';
import { MAX_DURATION_MS } from './duration.js';
import { MAX_SERVICES, MAX_TASKS } from './limits.js';
import { cpus, MAX_MEMORY_BYTES, MIN_MEMORY_BYTES, portNumber } from './schema/quantity.js';
import { specScheduleSchema } from './schema/schedule.js';
import { absolutePath, hostName, imageReference, name, urlPath, words } from './schema/text.js';
import { envSchema, secretRefsSchema } from './schema/variables.js';

function createSpecSchema() {
  return z.strictObject({
    organization: name('organization'),
    project: name('project'),
    environment: name('environment'),
    services: z.array(service()).max(MAX_SERVICES),
    tasks: z.array(task()).max(MAX_TASKS),
    ingress: ingress().nullable(),
    rollout: z.strictObject({
      maxUnavailable: z.int().min(1).max(10_000),
      pauseMs: milliseconds(),
      stableForMs: milliseconds(),
      healthDeadlineMs: milliseconds(1000),
      deadlineMs: milliseconds(1000),
      onFailure: z.enum(['rollback', 'stop']),
    }),
  });
}

function service() {
  return z.strictObject({
    name: name('service'),
    role: z.enum(['web', 'worker']),
    image: imageReference().nullable(),
    command: words(),
    args: words(),
    env: envSchema(),
    secretRefs: secretRefsSchema(),
    ports: z.array(z.strictObject({ name: name('port'), port: portNumber() })).max(100),
    volumes: z.array(z.strictObject({ source: name('volume'), target: absolutePath() })).max(100),
    readiness: readiness().nullable(),
    dependsOn: dependencies(),
    resources: resources(),
    stopGraceMs: milliseconds(),
    placement: z.strictObject({
      labels: z.array(name('label')).max(50),
      count: z.int().min(1).max(10_000).nullable(),
    }),
    order: z.enum(['start-first', 'stop-first']),
  });
}

function task() {
  return z.strictObject({
    name: name('task'),
    service: name('service'),
    command: words(),
    args: words(),
    env: envSchema(),
    timeoutMs: milliseconds(1000),
    dependsOn: dependencies(),
    schedule: specScheduleSchema().nullable(),
  });
}

/** Of a service that came from elsewhere. */
export function resources() {
  return z.strictObject({
    memoryBytes: z.int().min(MIN_MEMORY_BYTES).max(MAX_MEMORY_BYTES).nullable(),
    cpus: cpus().nullable(),
  });
}

/** Of a service that came from elsewhere. */
export function readiness() {
  return z.strictObject({
    check: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('http'), path: urlPath(), port: portNumber() }),
      z.strictObject({ kind: z.literal('tcp'), port: portNumber() }),
      z.strictObject({ kind: z.literal('command'), command: words().min(1) }),
    ]),
    intervalMs: milliseconds(100),
    timeoutMs: milliseconds(1),
    retries: z.int().min(1).max(1000),
    startPeriodMs: milliseconds(),
  });
}

function dependencies() {
  const dependency = z.strictObject({
    service: name('service'),
    condition: z.enum(['ready', 'started']),
    timeoutMs: milliseconds(1).nullable(),
  });
  return z.array(dependency).max(MAX_SERVICES);
}

function ingress() {
  const host = hostName().refine((text) => text === text.toLowerCase(), 'must be in small letters');
  return z.strictObject({
    hosts: z.array(host).max(100),
    rules: z
      .array(z.strictObject({ host, pathPrefix: urlPath(), service: name('service'), port: name('port') }))
      .max(500),
    tls: z.strictObject({
      mode: z.enum(['auto', 'manual', 'off']),
      email: z.email().max(254).nullable(),
      caDirectoryUrl: z
        .url({ protocol: /^https$/ })
        .max(1024)
        .nullable(),
      caRootFile: absolutePath().nullable(),
    }),
    redirectHttp: z.boolean(),
  });
}

function milliseconds(atLeast = 0) {
  return z.int().min(atLeast).max(MAX_DURATION_MS);
}

let schema: ReturnType<typeof createSpecSchema> | null = null;

/** The shape and the limits of an `EnvironmentSpec` that came from elsewhere; made at first use. */
export function specSchema(): ReturnType<typeof createSpecSchema> {
  schema ??= createSpecSchema();
  return schema;
}
