import { type LogLine, type LogsQuery, NANOS_PER_MILLI } from '../container-engine.js';
import type { DockerClient } from './docker-client.js';
import { asking, engineFailure } from './docker-failure.js';
import { chunksOf, demultiplex, type Frame } from './multiplexed-stream.js';

const NANOS_PER_SECOND = 1_000_000_000n;
const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;
/** A longer line is cut: one line must fit into what a channel may send at once. */
const MAX_LINE_BYTES = 64 * 1024;

/** What a container wrote, line by line. */
export async function* dockerLogs(
  docker: DockerClient,
  query: LogsQuery,
  signal: AbortSignal,
): AsyncGenerator<LogLine> {
  const parameters = {
    follow: query.follow,
    stdout: true,
    stderr: true,
    timestamps: true,
    ...(query.lines === null ? {} : { tail: query.lines }),
    ...(query.sinceNs === null ? {} : { since: secondsText(query.sinceNs) }),
  };
  const container = docker.getContainer(query.containerId);
  // The client streams only what follows; `_query` asks for the stream without asking Docker to follow.
  const options = { follow: true as const, abortSignal: signal, _query: parameters };
  const stream = await asking('read logs', signal, () => container.logs(options));
  try {
    yield* linesOf(demultiplex(chunksOf(stream, signal)));
  } catch (error) {
    throw engineFailure('read logs', signal, error);
  }
}

interface Partial {
  readonly atNs: bigint;
  readonly parts: Buffer[];
  bytes: number;
}

/**
 * Docker writes one frame for each piece a container wrote, each with its moment before it. A long line comes in several
 * pieces, of which only the last ends the line.
 */
export async function* linesOf(frames: AsyncIterable<Frame>): AsyncGenerator<LogLine> {
  const partials: { out: Partial | null; err: Partial | null } = { out: null, err: null };
  for await (const { stderr, data } of frames) {
    const side = stderr ? 'err' : 'out';
    const { atNs, text } = splitMoment(data);
    const line = partials[side] ?? { atNs, parts: [], bytes: 0 };
    line.parts.push(text);
    line.bytes += text.length;
    const isWhole = text.at(-1) === NEWLINE || line.bytes >= MAX_LINE_BYTES;
    partials[side] = isWhole ? null : line;
    if (isWhole) yield { stderr, atNs: line.atNs, line: withoutEnd(Buffer.concat(line.parts)) };
  }
  for (const [stderr, rest] of [
    [false, partials.out],
    [true, partials.err],
  ] as const) {
    if (rest !== null) yield { stderr, atNs: rest.atNs, line: Buffer.concat(rest.parts) };
  }
}

function splitMoment(data: Buffer): { readonly atNs: bigint; readonly text: Buffer } {
  const space = data.indexOf(SPACE);
  const atNs = space === -1 ? null : parseMoment(data.toString('latin1', 0, space));
  return atNs === null ? { atNs: 0n, text: data } : { atNs, text: data.subarray(space + 1) };
}

/** `2026-01-01T00:00:00.123456789Z`, with as many digits of the second as there are. */
function parseMoment(text: string): bigint | null {
  const match = /^([^.]+?)(?:\.(\d{1,9}))?Z$/.exec(text);
  const seconds = Date.parse(`${match?.[1]}Z`);
  if (match === null || Number.isNaN(seconds)) return null;
  return BigInt(seconds) * NANOS_PER_MILLI + BigInt((match[2] ?? '').padEnd(9, '0'));
}

function secondsText(ns: bigint): string {
  return `${ns / NANOS_PER_SECOND}.${String(ns % NANOS_PER_SECOND).padStart(9, '0')}`;
}

function withoutEnd(line: Buffer): Buffer {
  const end = line.at(-1) === NEWLINE ? -1 : undefined;
  const text = line.subarray(0, end);
  return text.at(-1) === CARRIAGE_RETURN ? text.subarray(0, -1) : text;
}
