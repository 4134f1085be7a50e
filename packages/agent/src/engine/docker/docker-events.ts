import type { EngineEvent } from '../container-engine.js';
import { isOwned, type Labels } from '../labels.js';
import type { DockerClient } from './docker-client.js';
import { asking, engineFailure } from './docker-failure.js';
import { chunksOf } from './multiplexed-stream.js';

const NEWLINE = 0x0a;

/** Probes run commands, and every command makes three events: what is of no interest is not asked for. */
const FILTERS = {
  type: ['container' as const, 'image' as const, 'network' as const, 'volume' as const],
  event: [
    ...['start', 'die', 'destroy', 'rename', 'pause', 'unpause'],
    ...['create', 'connect', 'disconnect', 'remove'],
    ...['pull', 'delete', 'tag', 'untag', 'load', 'import'],
  ],
};

interface DockerEvent {
  readonly Type: string;
  readonly Action: string;
  readonly timeNano: number;
  readonly Actor: { readonly ID: string; readonly Attributes: Labels };
}

/** Subscribes to what happens on the engine. */
export async function dockerEvents(
  docker: DockerClient,
  nodeId: string,
  signal: AbortSignal,
): Promise<AsyncIterable<EngineEvent>> {
  const options = { filters: FILTERS, abortSignal: signal };
  const stream = await asking('watch events', signal, () => docker.getEvents(options));
  return eventsOf(chunksOf(stream, signal), nodeId, signal);
}

async function* eventsOf(
  chunks: AsyncIterable<Buffer>,
  nodeId: string,
  signal: AbortSignal,
): AsyncGenerator<EngineEvent> {
  try {
    for await (const line of linesOf(chunks)) {
      const event = parseEvent(line, nodeId);
      if (event !== null) yield event;
    }
  } catch (error) {
    throw engineFailure('watch events', signal, error);
  }
}

async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let rest = Buffer.alloc(0);
  for await (const chunk of chunks) {
    rest = Buffer.concat([rest, chunk]);
    for (let end = rest.indexOf(NEWLINE); end !== -1; end = rest.indexOf(NEWLINE)) {
      yield rest.toString('utf8', 0, end);
      rest = rest.subarray(end + 1);
    }
  }
}

/** Null for what does not concern this node. */
export function parseEvent(line: string, nodeId: string): EngineEvent | null {
  const event: unknown = JSON.parse(line);
  if (!isDockerEvent(event)) return null;
  switch (event.Type) {
    case 'container':
      // A container that was only created does nothing yet.
      return isOwned(event.Actor.Attributes, nodeId) && event.Action !== 'create' ? containerEvent(event) : null;
    case 'network':
      return networkEvent(event);
    case 'volume':
      return { kind: 'volumesChanged' };
    case 'image':
      return { kind: 'imagesChanged' };
    default:
      return null;
  }
}

function containerEvent({ Action, Actor, timeNano }: DockerEvent): EngineEvent {
  const containerId = Actor.ID;
  const at = Math.floor(timeNano / 1e6);
  switch (Action) {
    case 'start':
      return { kind: 'containerStarted', containerId, at };
    case 'die':
      return { kind: 'containerExited', containerId, at, exitCode: Number(Actor.Attributes.exitCode ?? 0) };
    case 'destroy':
      return { kind: 'containerRemoved', containerId };
    default:
      return { kind: 'containerChanged', containerId };
  }
}

function networkEvent({ Action, Actor }: DockerEvent): EngineEvent {
  const ends = { networkId: Actor.ID, containerId: Actor.Attributes.container ?? '' };
  switch (Action) {
    case 'connect':
      return { kind: 'networkAttached', ...ends };
    case 'disconnect':
      return { kind: 'networkDetached', ...ends };
    default:
      return { kind: 'networksChanged' };
  }
}

function isDockerEvent(value: unknown): value is DockerEvent {
  if (typeof value !== 'object' || value === null) return false;
  if (!('Type' in value && 'Action' in value && 'timeNano' in value && 'Actor' in value)) return false;
  const { Actor } = value;
  return typeof Actor === 'object' && Actor !== null && 'ID' in Actor && 'Attributes' in Actor;
}
