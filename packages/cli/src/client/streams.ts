import type { AppError } from '@devopsellence/core';
import { decodeFailure, type wire } from '@devopsellence/protocol';
import type { ClientDuplexStream, ClientReadableStream } from '@grpc/grpc-js';
import type { ExecInput, ExecOutput, ExecRequest, LogEntry } from './control-plane-client.js';
import { missing } from './malformed.js';

/** The messages of a stream, read no faster than the loop over them goes. Leaving the loop cancels the call. */
export async function* messagesOf<Message>(
  stream: ClientReadableStream<Message> | ClientDuplexStream<never, Message>,
  explain: (thrown: unknown) => AppError,
): AsyncGenerator<Message> {
  const messages: AsyncIterable<Message> = stream;
  // A cancelled call reports that as an error, which nobody awaits any more.
  stream.on('error', () => undefined);
  try {
    for await (const message of messages) yield message;
  } catch (error) {
    throw explain(error);
  } finally {
    stream.cancel();
  }
}

export function decodeLogEntry(entry: wire.NodeLogEntry__Output): LogEntry | null {
  const { node, log, note, failure } = entry;
  if (failure !== null && failure !== undefined) return { kind: 'failure', node, message: failure.message };
  if (note !== null && note !== undefined) return { kind: 'note', node, text: note };
  if (log === null || log === undefined) return null;
  const { service, container, stderr, atMs, line } = log;
  return { kind: 'line', node, service, container, stderr, at: atMs, line };
}

export function encodeExecOpen(request: ExecRequest): wire.ExecRequest {
  const { node, command, user, ...rest } = request;
  return { open: { ...rest, node: node ?? '', command: [...command], user: user ?? '' } };
}

export function encodeExecInput(input: ExecInput): wire.ExecRequest {
  switch (input.kind) {
    case 'input':
      return { input: input.bytes };
    case 'end':
      return { endOfInput: {} };
    case 'resize':
      return { resize: input.size };
  }
}

/** Throws the failure with which the command ended, if it did. */
export async function* decodeExecReplies(replies: AsyncIterable<wire.ExecReply__Output>): AsyncGenerator<ExecOutput> {
  for await (const { output, closed } of replies) {
    if (closed !== null && closed !== undefined) {
      if (closed.failure !== null) throw decodeFailure(closed.failure);
      yield { kind: 'exit', exitCode: closed.exitCode };
      return;
    }
    if (output !== null && output !== undefined) yield { kind: 'output', stderr: output.stderr, bytes: output.data };
  }
  throw missing('exit code');
}
