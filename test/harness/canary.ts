import { createReadStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A secret value to look for, in every form that it might be written in. */
export class Canary {
  readonly value: string;
  readonly #forms: ReadonlyMap<string, Buffer>;
  readonly #longest: number;

  constructor(value: string) {
    this.value = value;
    const bytes = Buffer.from(value);
    const forms = new Map<string, string>([
      ['plain', value],
      ['url', encodeURIComponent(value)],
      ['json', JSON.stringify(value).slice(1, -1)],
      ['hex', bytes.toString('hex')],
      ['HEX', bytes.toString('hex').toUpperCase()],
    ]);
    // Inside a longer text base64 begins at any of three places.
    for (const at of [0, 1, 2]) {
      const shifted = Buffer.concat([Buffer.alloc(at), bytes]).subarray(at === 0 ? 0 : 3);
      const text = at === 0 ? bytes.subarray(0, bytes.length - (bytes.length % 3)) : shifted;
      const whole = text.subarray(0, text.length - (text.length % 3));
      for (const encoding of ['base64', 'base64url'] as const) forms.set(`${encoding} ${at}`, whole.toString(encoding));
    }
    this.#forms = new Map([...forms].map(([name, text]) => [name, Buffer.from(text)]));
    this.#longest = Math.max(...[...this.#forms.values()].map(({ length }) => length));
  }

  /** In which forms it is in there. */
  formsIn(text: string | Buffer): readonly string[] {
    const bytes = Buffer.from(text);
    return [...this.#forms].filter(([, form]) => bytes.includes(form)).map(([name]) => name);
  }

  /** `what: form` for all of these texts that have it. */
  in(texts: Readonly<Record<string, string | Buffer>>): readonly string[] {
    return Object.entries(texts).flatMap(([what, text]) => this.formsIn(text).map((form) => `${what}: ${form}`));
  }

  /** `path: form` for all files below the folder that have it, and how many were searched. */
  async inFiles(folder: string): Promise<{ readonly found: readonly string[]; readonly searched: number }> {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    const found: string[] = [];
    for (const file of files) found.push(...(await this.#formsInFile(file)).map((form) => `${file}: ${form}`));
    return { found, searched: files.length };
  }

  /** Processes of this machine that have it among their arguments. A process may end while it is looked at. */
  async inArguments(): Promise<readonly string[]> {
    const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
    const found = pids.map(async (pid) => {
      const args = await readFile(`/proc/${pid}/cmdline`).catch(() => Buffer.alloc(0));
      return this.formsIn(args).map((form) => `${pid} ${args.toString().replaceAll('\0', ' ')}: ${form}`);
    });
    return (await Promise.all(found)).flat();
  }

  async #formsInFile(file: string): Promise<readonly string[]> {
    const found = new Set<string>();
    let rest = Buffer.alloc(0);
    for await (const chunk of createReadStream(file)) {
      const bytes = Buffer.concat([rest, chunk as Buffer]);
      for (const form of this.formsIn(bytes)) found.add(form);
      rest = bytes.subarray(-this.#longest);
    }
    return [...found];
  }
}
