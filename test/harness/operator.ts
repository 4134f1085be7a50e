import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Process, spawnTied, startProcess } from './process.js';
import { programs } from './programs.js';

export interface CommandResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandOptions {
  /** Folder with the app's devopsellence.yml. Default: the operator's home. */
  readonly cwd?: string;
  /** Written to stdin, which is then closed. */
  readonly input?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** A person at a terminal (without a terminal): runs the real `devopsellence` command with a state of their own. */
export class Operator {
  readonly home: string;
  readonly #program: string;

  constructor(home: string, program = programs.cli) {
    this.home = home;
    this.#program = program;
  }

  /** Runs a command to its end, whatever its exit code. */
  run(args: readonly string[], options: CommandOptions = {}): Promise<CommandResult> {
    const child = spawnTied(this.#program, args, { ...this.#place(options), stdio: 'pipe' });
    const output = { stdout: '', stderr: '' };
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      output.stdout += text;
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      output.stderr += text;
    });
    child.stdin?.end(options.input ?? '');
    return new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) => resolve({ code, ...output }));
    });
  }

  /** Runs a command that must succeed; resolves to its stdout. */
  async ok(args: readonly string[], options: CommandOptions = {}): Promise<string> {
    const result = await this.run(args, options);
    if (result.code === 0) return result.stdout;
    throw new Error(`devopsellence ${args.join(' ')} ended with ${result.code}\n${result.stdout}${result.stderr}`);
  }

  /** Runs a command with --json, whatever its exit code; resolves to the last document. */
  async json(args: readonly string[], options: CommandOptions = {}): Promise<Record<string, unknown>> {
    const { stdout, stderr } = await this.run([...args.slice(0, 1), '--json', ...args.slice(1)], options);
    return parseLast(stdout, `devopsellence ${args.join(' ')}\n${stderr}`);
  }

  /** Starts a command and leaves it running. */
  start(args: readonly string[], options: CommandOptions = {}): Process {
    return startProcess(this.#program, args, { ...this.#place(options), title: `devopsellence ${args.join(' ')}` });
  }

  /** Writes an app folder; resolves to its path. */
  async app(name: string, files: Readonly<Record<string, string>>): Promise<string> {
    const folder = join(this.home, name);
    for (const [path, content] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), content);
    }
    return folder;
  }

  #place({ cwd = this.home, env = {} }: CommandOptions): { cwd: string; env: NodeJS.ProcessEnv } {
    return { cwd, env: { ...process.env, DEVOPSELLENCE_STATE_HOME: join(this.home, 'state'), ...env } };
  }
}

/** The one document, or the last of a stream of one object a line. */
function parseLast(stdout: string, context: string): Record<string, unknown> {
  for (const text of [stdout.trim(), stdout.trim().split('\n').at(-1) ?? '']) {
    try {
      return JSON.parse(text) as Record<string, unknown>;
    } catch {
      // A stream: its last line is the result.
    }
  }
  throw new Error(`no JSON from ${context}\n${stdout}`);
}
