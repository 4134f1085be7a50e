import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { AppError, variableName } from '@devopsellence/core';
import type { Io } from '../io.js';

/**
 * Variables of a file, `NAME=VALUE` a line, word for word: quotes are part of the value. Empty lines and those that begin
 * with `#` are left out. Failures say which line is wrong, and nothing of what is in it.
 */
export async function readEnvFile({ cwd }: Io, file: string): Promise<Readonly<Record<string, string>>> {
  const variables = new Map<string, string>();
  for (const [index, line] of (await textOf(resolve(cwd, file), file)).split(/\r?\n/).entries()) {
    if (/^\s*(?:#|$)/.test(line)) continue;
    const at = line.indexOf('=');
    const place = `line ${index + 1} of ${file}`;
    if (at < 0) throw wrong(`${place} has no "="`, 'write NAME=VALUE');
    const name = nameIn(line.slice(0, at).trim(), place);
    if (variables.has(name)) throw wrong(`${place} sets ${name} a second time`);
    variables.set(name, line.slice(at + 1));
  }
  return Object.fromEntries(variables);
}

function nameIn(text: string, place: string): string {
  try {
    return variableName(text, place);
  } catch (cause) {
    throw wrong(`${place} has a wrong name in front of "="`, 'letters, digits, "_", "." and "-"', cause);
  }
}

async function textOf(path: string, file: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw wrong(`cannot read ${file}`, reason, cause);
  }
}

function wrong(message: string, reason?: string, cause?: unknown): AppError {
  return new AppError('invalid_argument', { message, ...(reason === undefined ? {} : { reason }), cause });
}
