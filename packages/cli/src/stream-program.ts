import { spawn } from 'node:child_process';
import { AppError } from '@devopsellence/core';
import type { StreamCall } from './outside.js';
import { interrupted } from './run-program.js';

const KEPT_ERROR_CHARACTERS = 2_000;

/** What a local program writes, no faster than it is read. Throws when it fails; leaving the loop ends it. */
export async function* streamProgram(call: StreamCall, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const { program, args, cwd, env } = call;
  const child = spawn(program, [...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], signal });
  const ended = new Promise<number | Error>((resolve) => {
    child.once('error', resolve);
    child.once('close', (code) => resolve(code ?? 1));
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-KEPT_ERROR_CHARACTERS);
  });
  try {
    const chunks: AsyncIterable<Buffer> = child.stdout;
    for await (const chunk of chunks) yield chunk;
    const end = await ended;
    if (signal.aborted) throw interrupted(program);
    if (end !== 0) throw failed(call, end, said);
  } finally {
    child.kill();
  }
}

function failed({ program, args }: StreamCall, end: number | Error, said: string): AppError {
  const how = end instanceof Error ? end.message : `exit code ${end}`;
  return new AppError('build_failed', {
    message: `${program} ${args.join(' ')} failed with ${how}`,
    ...(said.trim() === '' ? {} : { reason: said.trim() }),
    nextActions: ['docker version'],
  });
}
