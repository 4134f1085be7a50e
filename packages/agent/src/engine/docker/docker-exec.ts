import { once } from 'node:events';
import { AppError } from '@devopsellence/core';
import type { ExecCommand, ExecSession, TerminalSize } from '../container-engine.js';
import type { DockerClient } from './docker-client.js';
import { asking, engineFailure, ensuring, statusOf } from './docker-failure.js';
import { chunksOf, demultiplex } from './multiplexed-stream.js';

/** Runs a command in a container. */
export async function dockerExec(
  docker: DockerClient,
  command: ExecCommand,
  signal: AbortSignal,
): Promise<ExecSession> {
  const { terminal, stdin } = command;
  try {
    const exec = await docker.getContainer(command.containerId).exec({
      Cmd: [...command.command],
      AttachStdin: stdin,
      AttachStdout: true,
      AttachStderr: true,
      Tty: terminal !== null,
      ...(command.user === '' ? {} : { User: command.user }),
      abortSignal: signal,
    });
    const stream = await exec.start({ hijack: true, stdin, Tty: terminal !== null, abortSignal: signal });
    const letGo = () => void stream.destroy();
    signal.addEventListener('abort', letGo, { once: true });
    stream.once('close', () => signal.removeEventListener('abort', letGo));
    const session = sessionOf(exec, stream, { tty: terminal !== null, user: command.user, signal });
    if (terminal !== null) await session.resize(terminal);
    return session;
  } catch (error) {
    throw notRunning(error) ?? engineFailure(`run ${command.command[0]}`, signal, error);
  }
}

type Exec = Awaited<ReturnType<ReturnType<DockerClient['getContainer']>['exec']>>;
type Stream = Awaited<ReturnType<Exec['start']>>;

function sessionOf(
  exec: Exec,
  stream: Stream,
  { tty, user, signal }: { readonly tty: boolean; readonly user: string; readonly signal: AbortSignal },
): ExecSession {
  const chunks = chunksOf(stream, signal);
  const output = tty ? asStdout(chunks) : demultiplex(chunks);
  const inspect = () => exec.inspect({ abortSignal: signal });
  return {
    output: user === '' ? output : outputAs(user, output, inspect),
    async write(data) {
      if (!stream.write(data)) await once(stream, 'drain', { signal });
    },
    endInput: () => void stream.end(),
    resize: ({ columns, rows }: TerminalSize) =>
      // The command may have ended already.
      ensuring('resize the terminal', signal, [404, 409, 500], () => exec.resize({ w: columns, h: rows })),
    async exitCode() {
      const { ExitCode } = await asking('read the exit code', signal, inspect);
      if (ExitCode !== null) return ExitCode;
      throw new AppError('engine_unavailable', {
        message: 'the engine let go of the command before it had ended',
        reason: 'what it wrote after that is not known here',
      });
    },
  };
}

const CANNOT_RUN = 126;

/** Docker says in the output, in place of the command, that it does not know who is to run it. */
async function* outputAs(
  user: string,
  output: AsyncIterable<Chunk>,
  inspect: () => Promise<{ readonly ExitCode: number | null; readonly Pid: number }>,
): AsyncGenerator<Chunk> {
  for await (const chunk of output) {
    if (/^unable to find (user|group) /.test(chunk.data.toString())) {
      const { ExitCode, Pid } = await inspect();
      if (ExitCode === CANNOT_RUN && Pid === 0) throw noSuchUser(user);
    }
    yield chunk;
  }
}

export function noSuchUser(user: string): AppError {
  return new AppError('not_found', { message: `the container knows no user ${user}` });
}

type Chunk = ExecSession['output'] extends AsyncIterable<infer Each> ? Each : never;

async function* asStdout(chunks: AsyncIterable<Buffer>) {
  for await (const data of chunks) yield { stderr: false, data };
}

function notRunning(error: unknown): AppError | null {
  const status = statusOf(error);
  if (status !== 404 && status !== 409) return null;
  return new AppError('service_not_running', { message: 'the container does not run', cause: error });
}
