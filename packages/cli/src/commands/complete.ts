import { defineCommand } from '../command.js';
import { namesOf } from '../completion/names.js';
import { completionOf } from '../completion/words.js';
import { restArguments } from '../parameter.js';
import { selectCommand } from '../select-command.js';

const line = restArguments(
  'WORD',
  'the words typed so far after devopsellence; the last one, perhaps empty, is not done',
);

export const command = defineCommand({
  description:
    'Prints what may stand in place of the last word, one a line. For the scripts of `devopsellence completion`.',
  args: [line],
  examples: ["devopsellence complete -- node ''"],
  run: async (context) => {
    const typed = context.input.get(line);
    const current = typed.at(-1) ?? '';
    const selection = selectCommand(typed.slice(0, -1));
    const selected = selection.entry === null ? null : await selection.entry.load();
    const completion = completionOf({ typed, selection, command: selected });
    const all = completion.kind === 'names' ? await namesOf(completion.of, context) : wordsOf(completion);
    for (const word of all) if (word.startsWith(current)) context.output.line(word);
    return 0;
  },
});

function wordsOf(completion: Exclude<ReturnType<typeof completionOf>, { kind: 'names' }>): readonly string[] {
  return completion.kind === 'words' ? completion.words : [];
}
