import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { type CommandResult, Operator } from './operator.js';
import { programs } from './programs.js';

/** A person who pastes lines of a page into a shell, in the folder of an app, where the command is called `oduflow`. */
export class PageShell {
  readonly #shell: Operator;
  readonly #app: string;
  readonly #path: string;

  private constructor(home: string, app: string, path: string) {
    this.#shell = new Operator(home, '/bin/sh');
    this.#app = app;
    this.#path = path;
  }

  /** One for an operator who is logged in. */
  static async open({ home }: Operator, app: string): Promise<PageShell> {
    const bin = join(home, 'bin');
    await mkdir(bin, { recursive: true });
    await symlink(programs.cli, join(bin, 'oduflow'));
    return new PageShell(home, app, `${bin}:${process.env.PATH}`);
  }

  /** What the line came to, whatever its exit code. */
  type(line: string): Promise<CommandResult> {
    return this.#shell.run(['-c', line], { cwd: this.#app, env: { PATH: this.#path } });
  }

  /** A line that must succeed; resolves to its stdout. */
  async ok(line: string): Promise<string> {
    const { code, stdout, stderr } = await this.type(line);
    if (code === 0) return stdout;
    throw new Error(`${line}\nended with ${code}\n${stdout}${stderr}`);
  }
}
