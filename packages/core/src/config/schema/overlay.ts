import { z } from 'zod';
import { fallback, optional } from './field.js';
import type { ConfigParts } from './parts.js';
import { name } from './text.js';

/** What is different in one environment. */
export function overlaySchema({ service, task, ingress, rollout }: ConfigParts) {
  return z.strictObject({
    services: optional(z.record(name('service'), service), 'Changes to services of the base.', fallback({})),
    tasks: optional(z.record(name('task'), task.partial()), 'Changes to tasks, or further tasks.', fallback({})),
    ingress: optional(ingress.partial(), 'Changes to the ingress, or an ingress for this environment only.'),
    rollout: optional(rollout, 'Changes to the rollout.'),
  });
}
