import { type AppError, toAppError, withNextActions } from '@devopsellence/core';
import { coloursFor } from './colours.js';
import type { CommandContext } from './command.js';
import { EXIT_OK, exitCodeOf } from './exit-code.js';
import { readGlobals } from './globals.js';
import type { Io } from './io.js';
import { Output } from './output.js';
import type { Outside } from './outside.js';
import { parseArguments } from './parse-arguments.js';
import { failureJson, failureLines } from './render/failure.js';
import { mentionsJson, type Selection, selectCommand, separated, withoutHelpWord } from './select-command.js';
import { systemOutside } from './system-outside.js';

/** The whole CLI: the words after `devopsellence` → its exit code. Never throws and never exits the process. */
export async function run(argv: readonly string[], io: Io, outside: Outside = systemOutside): Promise<number> {
  const words = withoutHelpWord(argv);
  const selection = selectCommand(words);
  const operation = selection.words.join(' ');
  const output = new Output(io, operation, mentionsJson(separated(words, selection)));
  try {
    const command = selection.entry === null ? null : await selection.entry.load();
    const input = parseArguments({ argv: words, selection, command }, io);
    if (input === null || command === null) return EXIT_OK;
    const context: CommandContext = { io, outside, globals: readGlobals(input), input, output };
    return await command.run(context);
  } catch (thrown) {
    const error = helped(toAppError(thrown), selection);
    report(error, io, output);
    return exitCodeOf(error, io.signal.aborted);
  }
}

/** Who typed something that means nothing is shown how it is typed: what was wrong says only whoever noticed. */
function helped(error: AppError, { words }: Selection): AppError {
  const isMistyped = error.code === 'usage' || error.code === 'invalid_argument';
  if (!isMistyped || error.nextActions.length > 0) return error;
  return withNextActions(error, [`${['devopsellence', ...words].join(' ')} --help`]);
}

function report(error: AppError, io: Io, output: Output): void {
  if (output.isJson) {
    output.fail({ error: failureJson(error) });
    return;
  }
  const title = io.signal.aborted ? 'Interrupted:' : 'Error:';
  for (const line of failureLines(error, { title, colours: coloursFor(io.stderr, io.env) })) {
    io.stderr.write(`${line}\n`);
  }
}
