import { isUtf8 } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { AppError } from '@devopsellence/core';
import type { CommandContext } from './command.js';
import { readAll } from './io.js';
import { flag, type Option, text } from './parameter.js';
import { usage } from './usage.js';

/** The three ways to hand over something secret. Exactly one has to be used. */
export interface SecretOptions {
  readonly value: Option<string | null>;
  readonly file: Option<string | null>;
  readonly stdin: Option<boolean>;
}

export const TRAILING_NEWLINE_NOTE =
  'One newline at the end of what a file or standard input holds is taken off, as editors and `echo` add it.';

/** The options for something called `what`, for example `--value`, `--file` and `--stdin` for a prefix of ''. */
export function secretOptions(
  what: string,
  names: readonly [value: string, file: string, stdin: string],
): SecretOptions {
  const [value, file, stdin] = names;
  return {
    value: text(`${value} <VALUE>`, `${what}; others on this machine can see it while the command runs`),
    file: text(`${file} <FILE>`, `file that holds ${what}`),
    stdin: flag(stdin, `read ${what} from standard input`),
  };
}

/** Reads the secret. Never shows it, in failures neither. */
export async function readSecret(context: CommandContext, options: SecretOptions): Promise<string> {
  const { input } = context;
  const value = input.get(options.value);
  const file = input.get(options.file);
  const names = [options.value, options.file, options.stdin].map(({ syntax }) => syntax.split(' ', 1).join(''));
  const given = waysGiven(context, options);
  if (given !== 1) {
    const complaint = given === 0 ? 'is needed' : 'can be used at a time';
    throw usage(`${given === 0 ? 'one' : 'only one'} of ${names.join(', ')} ${complaint}`);
  }
  const secret =
    value ?? withoutNewline(file === null ? await readStdin(context) : await readSecretFile(context, file));
  if (secret === '') throw usage('the value is empty');
  return secret;
}

/** Whether any of the three ways is used. */
export function isSecretGiven(context: CommandContext, options: SecretOptions): boolean {
  return waysGiven(context, options) > 0;
}

function waysGiven({ input }: CommandContext, { value, file, stdin }: SecretOptions): number {
  return [input.get(value) !== null, input.get(file) !== null, input.get(stdin)].filter(Boolean).length;
}

async function readStdin({ io, output }: CommandContext): Promise<string> {
  if (io.stdin.isTerminal) output.talk('Type the value, then Enter and Ctrl-D.');
  return textOf(await readAll(io));
}

async function readSecretFile({ io }: CommandContext, file: string): Promise<string> {
  return textOf(await readBytes(resolve(io.cwd, file), file));
}

async function readBytes(path: string, file: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw new AppError('invalid_argument', { message: `cannot read ${file}`, reason: reasonOf(cause), cause });
  }
}

/** Bytes that are no text would arrive as others than were stored. */
function textOf(bytes: Buffer): string {
  if (isUtf8(bytes) && !bytes.includes(0)) return bytes.toString();
  throw new AppError('invalid_argument', {
    message: 'the value is not text',
    reason: 'a variable of a container holds no zero bytes, and only UTF-8 arrives as it was stored',
    nextActions: ['base64 FILE | devopsellence secret set NAME --stdin   # and decode it in the app'],
  });
}

function withoutNewline(text: string): string {
  return text.replace(/\r?\n$/, '');
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
