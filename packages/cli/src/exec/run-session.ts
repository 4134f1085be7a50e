import { AppError } from '@devopsellence/core';
import type { ExecRequest, ExecSession } from '../client/control-plane-client.js';
import type { Io } from '../io.js';

type Mode = Pick<ExecRequest, 'tty' | 'interactive'>;

/** Connects the terminal with a running command until it ends; returns the command's exit code. */
export async function runSession(io: Io, session: ExecSession, mode: Mode): Promise<number> {
  const ended = new AbortController();
  const stopInput = AbortSignal.any([ended.signal, io.signal]);
  const stopResizing = mode.tty ? io.onResize(() => void session.send(resizeOf(io))) : () => undefined;
  if (mode.tty && mode.interactive) io.stdin.setRawMode(true);
  // Nobody waits for it: what is left of the input when the command has ended has nobody to go to.
  if (mode.interactive) sendInput(io, session, stopInput).catch(() => undefined);
  try {
    return await printOutput(io, session);
  } finally {
    ended.abort();
    stopResizing();
    if (mode.tty && mode.interactive) io.stdin.setRawMode(false);
  }
}

/** Sends standard input no faster than it is taken, then its end. */
async function sendInput(io: Io, session: ExecSession, signal: AbortSignal): Promise<void> {
  for await (const bytes of io.stdin.chunks(signal)) await session.send({ kind: 'input', bytes });
  if (!signal.aborted) await session.send({ kind: 'end' });
}

async function printOutput(io: Io, session: ExecSession): Promise<number> {
  for await (const message of session.output) {
    if (message.kind === 'exit') return message.exitCode;
    const stream = message.stderr ? io.stderr : io.stdout;
    stream.write(message.bytes);
    await stream.drained();
  }
  throw new AppError('control_plane_unavailable', { message: 'the connection ended before the command did' });
}

function resizeOf(io: Io) {
  const { columns, rows } = io.stdout;
  return { kind: 'resize', size: { columns, rows } } as const;
}
