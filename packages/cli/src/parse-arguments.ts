import type { AppError } from '@devopsellence/core';
import { CommanderError } from 'commander';
import type { Command } from './command.js';
import type { Io } from './io.js';
import type { Input } from './parameter.js';
import { buildProgram } from './program.js';
import { type Selection, separated } from './select-command.js';
import { usage } from './usage.js';

export interface CommandLine {
  readonly argv: readonly string[];
  readonly selection: Selection;
  readonly command: Command | null;
}

/** The values of the command line; null when it asked for help or the version, which has been printed by then. */
export function parseArguments({ argv, selection, command }: CommandLine, io: Io): Input | null {
  const parsed: Input[] = [];
  const program = buildProgram({ io, selection, command, onParsed: (input) => parsed.push(input) });
  if (argv.length === 0) {
    program.outputHelp();
    return null;
  }
  try {
    program.parse([...separated(argv, selection)], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return null;
    throw usageOf(error, { argv, selection, command });
  }
  return parsed[0] ?? null;
}

function usageOf(error: CommanderError, { argv, selection, command }: CommandLine): AppError {
  const here = ['devopsellence', ...selection.words].join(' ');
  if (error.code === 'commander.help') return usage(`${here} needs a command`, undefined, [`${here} --help`]);
  const [, message, suggestion] =
    /^error: ([^\n]*)(?:\n\(Did you mean (?:one of )?(.*)\?\))?$/.exec(withoutValue(error.message)) ?? [];
  if (suggestion === undefined) {
    const takesCommand = command?.args?.some(({ syntax }) => syntax.endsWith('...>')) === true;
    const reason = takesCommand && !argv.includes('--') ? 'put -- in front of the command' : undefined;
    return usage(message ?? withoutValue(error.message), reason, [`${here} --help`]);
  }
  const [nearest = ''] = suggestion.split(', ');
  const correction = nearest.startsWith('-') ? [] : [`${here} ${nearest}`];
  return usage(message ?? error.message, `did you mean ${suggestion}?`, [...correction, `${here} --help`]);
}

/** Of an option that is not known, what follows `=` may be a secret. */
function withoutValue(message: string): string {
  return message.replace(/^(error: unknown option '--[^'=\s]*)=[\s\S]*?'(?=\n\(Did you mean|$)/, "$1'");
}
