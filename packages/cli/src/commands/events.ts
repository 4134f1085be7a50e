import { type AppError, toAppError, toIso } from '@devopsellence/core';
import { backoffMs } from '@devopsellence/runtime';
import type { Event, EventsRequest } from '../client/access-client.js';
import type { ControlPlaneClient } from '../client/control-plane-client.js';
import { type CommandContext, defineCommand } from '../command.js';
import { withClient } from '../connect.js';
import { eventFields } from '../document/access.js';
import { EXIT_INTERRUPTED } from '../exit-code.js';
import { count, duration, flag, text } from '../parameter.js';
import { sanitize } from '../render/sanitize.js';

const follows = flag('--follow', 'wait for more events, until Ctrl-C');
const since = duration('--since <DURATION>', 'only events younger than this, for example 1h');
const limit = count('--limit <N>', 'the newest so many (default: 100)', { absent: 100, atMost: 10_000 });
const before = text('--before <ID>', 'only events before this one: to page back');

const BACKOFF = { baseMs: 250, capMs: 5_000 } as const;

export const command = defineCommand({
  description:
    'The oldest first: when, who, what, and the correlation id that errors and the log of the control plane carry. Events are kept for a year.',
  options: [follows, since, limit, before],
  examples: ['devopsellence events', 'devopsellence events --since 1h --json', 'devopsellence events --follow'],
  run: (context) => {
    const { input } = context;
    const request = {
      sinceMs: input.get(since),
      limit: input.get(limit),
      before: input.get(before),
      after: null,
      follow: input.get(follows),
    };
    return withClient(context, (client) => readEvents(context, client, request));
  },
});

/** With `follow` a connection that breaks is made again, and goes on after the last event that was shown. */
async function readEvents(
  context: CommandContext,
  client: ControlPlaneClient,
  request: EventsRequest,
): Promise<number> {
  const { io, outside, output } = context;
  let shown = 0;
  let after: string | null = null;
  output.stream();
  for (let failures = 0; ; ) {
    const error = await readOnce(client.events({ ...request, after }), async (event) => {
      failures = 0;
      shown += 1;
      after = event.id;
      await print(context, event);
    });
    if (request.follow && io.signal.aborted) return EXIT_INTERRUPTED;
    if (error === null) break;
    if (!request.follow || error.code !== 'control_plane_unavailable') throw error;
    failures += 1;
    if (failures === 1) output.talk(`${error.message}; connecting again`);
    await outside.clock.sleep(backoffMs(failures, BACKOFF, outside.random), io.signal);
  }
  return output.succeed({ message: shown === 1 ? '1 event' : `${shown} events`, fields: { events: shown }, lines: [] });
}

async function readOnce(events: AsyncIterable<Event>, show: (event: Event) => Promise<void>): Promise<AppError | null> {
  try {
    for await (const event of events) await show(event);
    return null;
  } catch (thrown) {
    return toAppError(thrown);
  }
}

async function print({ io, output }: CommandContext, event: Event): Promise<void> {
  const { at, actor, action, subject, correlationId } = event;
  output.event('progress', eventFields(event));
  if (!output.isJson)
    output.line(sanitize(`${toIso(at)}  ${actor}  ${action}  ${subject}  ${correlationId}`.trimEnd()));
  await io.stdout.drained();
}
