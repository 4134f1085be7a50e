import type { ExecSession, LogLine, LogsQuery } from '../engine/container-engine.js';
import { noSuchUser } from '../engine/docker/docker-exec.js';
import { EventChannel } from './event-channel.js';
import type { FakeContainer } from './fake-containers.js';
import { readProgram } from './fake-program.js';

/** What a fake container wrote, and, if asked, what it writes until it ends. */
export async function* readLog(
  container: FakeContainer,
  { lines, sinceNs, follow }: LogsQuery,
  signal: AbortSignal,
): AsyncGenerator<LogLine> {
  const wanted = container.log.filter(({ atNs }) => sinceNs === null || atNs >= sinceNs);
  let next = container.log.length;
  yield* lines === null ? wanted : wanted.slice(Math.max(0, wanted.length - lines));
  while (follow && !signal.aborted) {
    for (; next < container.log.length; next += 1) yield* container.log.slice(next, next + 1);
    if (container.state !== 'running') return;
    await changeOf(container, signal);
  }
}

function changeOf(container: FakeContainer, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      container.followers.delete(done);
      signal.removeEventListener('abort', done);
      resolve();
    };
    container.followers.add(done);
    signal.addEventListener('abort', done, { once: true });
  });
}

async function* refused(user: string): AsyncGenerator<never> {
  yield* [];
  throw noSuchUser(user);
}

/** Says its `echo` lines, gives back its input if it is `cat`, and ends. It knows `root`, and whoever is a number. */
export function fakeExec(
  command: readonly string[],
  { stdin, user }: { readonly stdin: boolean; readonly user: string },
): ExecSession {
  const program = readProgram(command);
  const output = new EventChannel<{ readonly stderr: boolean; readonly data: Buffer }>();
  for (const { stderr, text } of program.lines) output.push({ stderr, data: Buffer.from(`${text}\n`) });
  if (!stdin) output.close();
  const isKnown = user === '' || user === 'root' || /^\d+$/.test(user);
  return {
    output: isKnown ? output : refused(user),
    write: async (data) => output.push({ stderr: false, data }),
    endInput: () => output.close(),
    resize: async () => undefined,
    exitCode: async () => program.exitCode ?? 0,
  };
}
