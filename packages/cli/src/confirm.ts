import { AppError } from '@devopsellence/core';
import type { CommandContext } from './command.js';
import { flag } from './parameter.js';

/** Skips the question of a command that takes something away. */
export const YES = flag('--yes', 'do not ask');

/** Asks on a terminal, default no; elsewhere only `--yes` goes on. Throws when the answer is no. */
export async function confirm(context: CommandContext, question: string): Promise<void> {
  const { io, input, globals } = context;
  if (input.get(YES)) return;
  if (!io.stdin.isTerminal || globals.json) {
    throw new AppError('confirmation_required', {
      message: `${question.replace(/\?$/, '')}: this needs a yes`,
      reason: 'nobody can be asked here',
      nextActions: ['run the same command with --yes'],
    });
  }
  io.stderr.write(`${question} [y/N] `);
  const answer = await readLine(context);
  if (!/^y(es)?$/i.test(answer.trim())) throw new AppError('cancelled', { message: 'nothing was changed' });
}

/** What is typed up to the first Enter; empty when the input ends before. */
async function readLine({ io }: CommandContext): Promise<string> {
  let line = '';
  for await (const chunk of io.stdin.chunks(io.signal)) {
    line += Buffer.from(chunk).toString();
    if (line.includes('\n')) break;
  }
  return line.split('\n', 1).join('');
}
