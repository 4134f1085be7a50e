import { z } from 'zod';
import { inWords, optional } from './field.js';
import { duration } from './quantity.js';
import { name } from './text.js';

/** What must be there first: a list of services, or a mapping from service to condition. */
export function dependsOnSchema() {
  const condition = z.strictObject({
    condition: optional(
      z.enum(['ready', 'started']),
      'Wait until the check of the service succeeds, or only until its container runs.',
      inWords('`ready` if the service has a check, else `started`'),
    ),
    timeout: optional(duration(1), 'Give up after this long.', inWords('as long as the deployment may take')),
  });
  return z.union([
    z.array(name('service')).max(200),
    z.record(name('service'), condition.meta({ description: 'How to wait for one service.' })),
  ]);
}
