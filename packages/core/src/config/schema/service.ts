import { z } from 'zod';
import { DEFAULTS } from '../defaults.js';
import { formatDuration } from '../duration.js';
import { dependsOnSchema } from './dependency.js';
import { fallback, inWords, optional, required } from './field.js';
import { healthcheckSchema, readinessSchema } from './probe.js';
import { cpus, duration, memory, portNumber } from './quantity.js';
import { absolutePath, imageReference, name, words } from './text.js';
import { envSchema, secretRefsSchema } from './variables.js';

/** One service. Nothing is required, so that the same shape serves as overlay of an environment. */
export function serviceSchema() {
  return z.strictObject({ ...containerFields(), ...conductFields() });
}

/** What its containers are made of. */
function containerFields() {
  return {
    image: optional(imageReference(), 'Image to run.', inWords('the app image')),
    command: optional(
      words(),
      "Replaces the image's entrypoint. A list of words, not a shell line.",
      inWords("the image's"),
    ),
    args: optional(words(), "Replaces the image's command. A list of words, not a shell line.", inWords("the image's")),
    env: optional(envSchema(), 'Variables of the container. Quote numbers and booleans.', fallback({})),
    secret_refs: optional(secretRefsSchema(), 'Variables whose values are secrets.', fallback([])),
    ports: optional(
      portsSchema(),
      'Ports on which the container listens. Nothing is published on the node.',
      fallback([]),
    ),
    volumes: optional(volumesSchema(), 'Named volumes, kept across deploys.', fallback([])),
    resources: optional(resourcesSchema(), 'Limits of the container.'),
  };
}

/** When they run, and where. */
function conductFields() {
  return {
    healthcheck: optional(healthcheckSchema(), 'HTTP check of a web service; makes the service a web service.'),
    readiness: optional(
      readinessSchema(),
      'When the service counts as ready: exactly one of `http`, `tcp` and `command`. Not together with `healthcheck`.',
    ),
    depends_on: optional(
      dependsOnSchema(),
      'Services that must be ready or started before this one starts.',
      fallback([]),
    ),
    stop_grace_period: optional(
      duration(),
      'From the request to stop to the kill.',
      fallback(formatDuration(DEFAULTS.stopGraceMs)),
    ),
    placement: optional(placementSchema(), 'Which of the nodes with the role of the service run it.'),
    rollout: optional(replacementSchema(), 'How one container is replaced by the next.'),
  };
}

function portsSchema() {
  return z
    .array(
      z.strictObject({
        name: required(name('port'), 'Name, unique in the service. A port named `http` makes it a web service.'),
        port: required(portNumber(), 'Port in the container, unique in the service.'),
      }),
    )
    .max(100);
}

function volumesSchema() {
  return z
    .array(
      z.strictObject({
        source: required(name('volume'), 'Name of the volume.'),
        target: required(absolutePath(), 'Folder in the container, unique in the service.'),
      }),
    )
    .max(100);
}

function resourcesSchema() {
  return z.strictObject({
    memory: optional(memory(), 'Memory; a container that takes more is killed.', inWords('no limit')),
    cpus: optional(cpus(), 'Processors, in fractions.', inWords('no limit')),
  });
}

function placementSchema() {
  return z.strictObject({
    labels: optional(z.array(name('label')).max(50), 'Labels that the node must have, beside the role.', fallback([])),
    count: optional(z.int().min(1).max(10_000), 'On how many of the matching nodes.', inWords('all')),
  });
}

function replacementSchema() {
  return z.strictObject({
    order: optional(
      z.enum(['start-first', 'stop-first']),
      'Keep the old container until the new one is ready, or never run two at once.',
      inWords(`${DEFAULTS.order.web} for web services, ${DEFAULTS.order.worker} for workers`),
    ),
  });
}
