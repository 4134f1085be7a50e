import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { eventually } from './eventually.js';

const keptLines = 400;

export interface StartOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** The word that failure messages use for the program. Default: its file name. */
  readonly title?: string;
}

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/**
 * Spawns a program that the kernel kills when this process dies, however it dies (SIGKILL too). The pid is the program's
 * own: `setpriv` replaces itself with it.
 */
export function spawnTied(command: string, args: readonly string[], options: SpawnOptions = {}): ChildProcess {
  return spawn('setpriv', ['--pdeathsig', 'KILL', '--', command, ...args], options);
}

/** A running program: what it wrote lately, waiting for a line of it, and its end. */
export class Process {
  readonly title: string;
  private readonly stdout: string[] = [];
  private readonly output: string[] = [];
  private readonly child: ChildProcess;
  private readonly end: Promise<Ended>;
  private result: Ended | undefined;

  constructor(child: ChildProcess, title: string) {
    this.child = child;
    this.title = title;
    this.collect(child.stdout, this.stdout);
    this.collect(child.stderr, undefined);
    this.end = new Promise((resolve) => {
      const finish = (code: number | null, signal: NodeJS.Signals | null): void => {
        this.result = { code, signal };
        resolve(this.result);
      };
      child.once('close', finish);
      child.once('error', (error) => {
        this.output.push(`cannot start: ${error.message}`);
        finish(null, null);
      });
    });
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  get running(): boolean {
    return this.result === undefined;
  }

  /** The last lines of stdout and stderr, for the message of a failed test. */
  get log(): string {
    return this.output.join('\n');
  }

  /** Resolves to the first kept stdout line that the function accepts; fails at once if the program has ended. */
  async line(accept: (line: string) => boolean, describe = 'a line', timeoutMs = 30_000): Promise<string> {
    const found = await eventually(() => this.stdout.find(accept) ?? (this.running ? undefined : null), {
      describe: `${describe} from ${this.title}`,
      timeoutMs,
    }).catch((error: unknown) => this.fail(String(error)));
    return found ?? this.fail(`${this.title} ended before it wrote ${describe}`);
  }

  /** Like `line`, for programs that write one JSON object a line: other lines are skipped. */
  async json(
    accept: (value: Record<string, unknown>) => boolean,
    describe = 'a JSON line',
    timeoutMs = 30_000,
  ): Promise<Record<string, unknown>> {
    const line = await this.line((text) => accept(parseObject(text)), describe, timeoutMs);
    return parseObject(line);
  }

  /** Resolves when the program has ended and its output is read to the end. */
  ended(): Promise<Ended> {
    return this.end;
  }

  /** Sends SIGTERM and waits; a program that is still there after the grace period is killed. */
  async stop(graceMs = 10_000): Promise<Ended> {
    this.child.kill('SIGTERM');
    const timer = setTimeout(() => this.child.kill('SIGKILL'), graceMs);
    return this.end.finally(() => clearTimeout(timer));
  }

  /** Ends the program as a crash would: SIGKILL. */
  kill(): Promise<Ended> {
    this.child.kill('SIGKILL');
    return this.end;
  }

  private collect(stream: ChildProcess['stdout'], lines: string[] | undefined): void {
    let rest = '';
    const add = (line: string): void => {
      for (const kept of lines === undefined ? [this.output] : [this.output, lines]) {
        kept.push(line);
        if (kept.length > keptLines) kept.shift();
      }
    };
    stream?.setEncoding('utf8').on('data', (text: string) => {
      const parts = (rest + text).split('\n');
      rest = parts.pop() ?? '';
      for (const line of parts) add(line);
    });
    stream?.on('end', () => rest !== '' && add(rest));
  }

  private fail(message: string): never {
    throw new Error(`${message}\n--- ${this.title}:\n${this.log}`);
  }
}

/** Starts a program on this machine (not in a VM: that is `machine.start`). */
export function startProcess(command: string, args: readonly string[], options: StartOptions = {}): Process {
  const { title = command.split('/').at(-1) ?? command, ...rest } = options;
  return new Process(spawnTied(command, args, { ...rest, stdio: ['ignore', 'pipe', 'pipe'] }), title);
}

/** Ends children at once and waits until they are gone. */
export async function killAll(children: Iterable<ChildProcess>): Promise<void> {
  const running = [...children].filter(
    (child) => child.pid !== undefined && child.exitCode === null && child.signalCode === null,
  );
  await Promise.all(
    running.map((child) => {
      const exit = once(child, 'exit');
      child.kill('SIGKILL');
      return exit;
    }),
  );
}

function parseObject(line: string): Record<string, unknown> {
  if (!line.startsWith('{')) return {};
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return {};
  }
}
