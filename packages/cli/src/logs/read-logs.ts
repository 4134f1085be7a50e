import { AppError, toAppError } from '@devopsellence/core';
import { backoffMs } from '@devopsellence/runtime';
import type { LogEntry } from '../client/control-plane-client.js';
import type { CommandContext } from '../command.js';
import { EXIT_INTERRUPTED } from '../exit-code.js';
import { LogPrinter } from './log-printer.js';
import { type LogWindow, ResumePoint } from './resume.js';

const BACKOFF = { baseMs: 250, capMs: 5_000 } as const;

/** What is to be printed. */
export interface LogReading<Request extends LogWindow> {
  readonly request: Request;
  /** Asks the control plane. */
  readonly open: (request: Request) => AsyncIterable<LogEntry>;
  /** A line as people are to see it; absent: as it came. */
  readonly show?: (line: string) => string;
}

/** Prints log lines as they come. With `follow` a connection that breaks is made again, until Ctrl-C. */
export async function readLogs<Request extends LogWindow>(
  context: CommandContext,
  { request, open, show }: LogReading<Request>,
): Promise<number> {
  const { io, outside, output } = context;
  const printer = new LogPrinter(context, show);
  const point = new ResumePoint();
  output.stream();
  for (let failures = 0, next = request; ; next = point.resume(request, outside.clock.now())) {
    const error = await readOnce(open(next), async (entry) => {
      failures = 0;
      if (entry.kind !== 'line' || point.accept(entry, outside.clock.now())) await printer.print(entry);
    });
    if (request.follow && io.signal.aborted) return EXIT_INTERRUPTED;
    if (error === null) return finish(context, printer);
    if (!request.follow || error.code !== 'control_plane_unavailable') throw error;
    failures += 1;
    if (failures === 1) output.talk(`${error.message}; connecting again`);
    await outside.clock.sleep(backoffMs(failures, BACKOFF, outside.random), io.signal);
  }
}

async function readOnce(
  entries: AsyncIterable<LogEntry>,
  print: (entry: LogEntry) => Promise<void>,
): Promise<AppError | null> {
  try {
    for await (const entry of entries) await print(entry);
    return null;
  } catch (thrown) {
    return toAppError(thrown);
  }
}

/** Lines that are missing are a failure: a script must not take the rest for the whole. */
function finish({ output }: CommandContext, printer: LogPrinter): number {
  if (printer.failures.length === 0) {
    const { lines } = printer;
    return output.succeed({ message: lines === 1 ? '1 line' : `${lines} lines`, fields: { lines }, lines: [] });
  }
  throw new AppError('node_offline', {
    message: 'log lines of some nodes are missing',
    evidence: printer.failures,
    nextActions: ['devopsellence node list'],
  });
}
