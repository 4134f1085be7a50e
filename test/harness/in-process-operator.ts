import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run, systemOutside } from '@devopsellence/cli';
import type { Clock } from '@devopsellence/runtime';
import { CapturedIo, type CapturedIoOptions } from './in-process-io.js';

export interface InProcessResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface InProcessOptions {
  /** Folder with the app's devopsellence.yml. Default: a folder without one. */
  readonly cwd?: string;
  readonly input?: CapturedIoOptions['input'];
  readonly env?: Readonly<Record<string, string>>;
}

/** A command that runs on. */
export interface RunningCommand {
  readonly io: CapturedIo;
  readonly ended: Promise<InProcessResult>;
}

/** A person who types `devopsellence …`: the real CLI in this process, with a state and a home of their own. */
export class InProcessOperator {
  readonly home: string;
  readonly #clock: Clock;
  readonly #transcript: CapturedIo[] = [];

  constructor(home: string, clock: Clock) {
    this.home = home;
    this.#clock = clock;
  }

  /** One with a home, who has logged in to a control plane that runs. */
  static async loggedIn(
    home: string,
    controlPlane: { readonly operator: string; ownerToken(): Promise<string> },
    clock: Clock,
  ): Promise<InProcessOperator> {
    await mkdir(home);
    const operator = new InProcessOperator(home, clock);
    await operator.ok(['login', controlPlane.operator, '--token', await controlPlane.ownerToken()]);
    return operator;
  }

  /** All that any command has printed. */
  get transcript(): string {
    return this.#transcript.map(({ stdout, stderr }) => stdout.text + stderr.text).join('\n');
  }

  start(argv: readonly string[], { cwd = this.home, env = {}, input = [] }: InProcessOptions = {}): RunningCommand {
    const state = { DEVOPSELLENCE_STATE_HOME: join(this.home, 'state') };
    const io = new CapturedIo({ cwd, env: { ...state, ...env }, input });
    this.#transcript.push(io);
    const ended = run(argv, io, { ...systemOutside, clock: this.#clock }).then((code) => ({
      code,
      stdout: io.stdout.text,
      stderr: io.stderr.text,
    }));
    return { io, ended };
  }

  /** Runs a command to its end, whatever its exit code. */
  run(argv: readonly string[], options: InProcessOptions = {}): Promise<InProcessResult> {
    return this.start(argv, options).ended;
  }

  /** Runs a command that must succeed; resolves to its stdout. */
  async ok(argv: readonly string[], options: InProcessOptions = {}): Promise<string> {
    const { code, stdout, stderr } = await this.run(argv, options);
    if (code === 0) return stdout;
    throw new Error(`devopsellence ${argv.join(' ')} ended with ${code}\n${stdout}${stderr}`);
  }

  /** Runs a command with --json, whatever its exit code; resolves to the last document. */
  async json(argv: readonly string[], options: InProcessOptions = {}): Promise<Record<string, unknown>> {
    const split = argv.includes('--') ? argv.indexOf('--') : argv.length;
    const { stdout, stderr } = await this.run([...argv.slice(0, split), '--json', ...argv.slice(split)], options);
    const last = stdout.trimEnd().split('\n').at(-1) ?? '';
    const document: unknown = last.startsWith('{') ? JSON.parse(last) : null;
    if (isObject(document)) return document;
    throw new Error(`no JSON from devopsellence ${argv.join(' ')}\n${stdout}${stderr}`);
  }

  /** Writes an app folder, or its config anew; resolves to its path. */
  async app(name: string, config: string): Promise<string> {
    const folder = join(this.home, name);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'devopsellence.yml'), config);
    return folder;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
