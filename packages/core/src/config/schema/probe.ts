import { z } from 'zod';
import { DEFAULTS } from '../defaults.js';
import { formatDuration } from '../duration.js';
import { fallback, inWords, optional, required } from './field.js';
import { duration, portNumber } from './quantity.js';
import { urlPath, words } from './text.js';

const { probe, healthcheck } = DEFAULTS;

/** How often and how patiently a check is made; the same for healthcheck and readiness. */
function tunables() {
  return {
    interval: optional(duration(100), 'Time between two checks.', fallback(formatDuration(probe.intervalMs))),
    timeout: optional(
      duration(1),
      'A single check fails when it takes longer.',
      fallback(formatDuration(probe.timeoutMs)),
    ),
    retries: optional(
      z.int().min(1).max(1000),
      'Failed checks in a row that make it unready.',
      fallback(probe.retries),
    ),
    start_period: optional(
      duration(),
      'Time after the start of the container in which failed checks do not count.',
      fallback(formatDuration(probe.startPeriodMs)),
    ),
  };
}

/** The HTTP check of a web service. A service that has one is a web service. */
export function healthcheckSchema() {
  return z.strictObject({
    path: optional(
      urlPath(),
      'Path that answers with a status of 200 to 399 when the service is healthy.',
      fallback(healthcheck.path),
    ),
    port: optional(
      portNumber(),
      'Port in the container.',
      inWords(`the port named \`http\`, else ${healthcheck.port}`),
    ),
    ...tunables(),
  });
}

/** The check of any service; it says nothing about where the service runs. */
export function readinessSchema() {
  return z.strictObject({
    http: optional(
      z.strictObject({
        path: required(urlPath(), 'Path that answers with a status of 200 to 399 when the service is ready.'),
        port: required(portNumber(), 'Port in the container.'),
      }),
      'Ready when an HTTP request succeeds.',
    ),
    tcp: optional(portNumber(), 'Ready when this port of the container accepts a connection.'),
    command: optional(words().min(1), 'Ready when this command, run in the container, exits with 0.'),
    ...tunables(),
  });
}
