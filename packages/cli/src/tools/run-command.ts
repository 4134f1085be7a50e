import { AppError } from '@devopsellence/core';
import type { ExecRequest, ExecSession } from '../client/control-plane-client.js';
import type { EnvironmentName } from '../client/names.js';
import { BoundedText } from './bounded-text.js';
import type { Call } from './tool.js';
import type { ToolAnswer, ToolPlace } from './tool-answer.js';
import { COMMAND, NAME, USER } from './tools.js';

/** What `run_service_command` asks for: the line is read by a shell in the container. */
export function shellRequest(call: Call, environment: EnvironmentName): ExecRequest {
  const line = call.need(COMMAND);
  return {
    environment,
    service: call.need(NAME),
    ...WITHOUT_TERMINAL,
    command: ['sh', '-c', line],
    user: call.get(USER) ?? null,
  };
}

const WITHOUT_TERMINAL = { node: null, tty: false, interactive: false, size: null } as const;

/** Runs a command to its end. What it wrote is kept as far as there is room. */
export async function runToEnd({ client, outputLimit }: ToolPlace, request: ExecRequest): Promise<ToolAnswer> {
  const stdout = new BoundedText(outputLimit);
  const stderr = new BoundedText(outputLimit);
  const exitCode = await readToEnd(client.exec(request), { stdout, stderr });
  const said = [stdout.text, stderr.text].filter((text) => text !== '').map((text) => text.replace(/\n$/, ''));
  const message = `the command ended with exit code ${exitCode}`;
  return {
    message,
    fields: {
      service: request.service,
      exit_code: exitCode,
      stdout: stdout.text,
      stderr: stderr.text,
      left_out_bytes: stdout.leftOut + stderr.leftOut,
    },
    lines: [`Exit code: ${exitCode}`, ...said],
    exitCode,
  };
}

async function readToEnd(
  { output }: ExecSession,
  streams: { readonly stdout: BoundedText; readonly stderr: BoundedText },
): Promise<number> {
  for await (const message of output) {
    if (message.kind === 'exit') return message.exitCode;
    (message.stderr ? streams.stderr : streams.stdout).write(message.bytes);
  }
  throw new AppError('control_plane_unavailable', { message: 'the connection ended before the command did' });
}
