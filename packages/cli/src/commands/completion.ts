import { defineCommand } from '../command.js';
import { SCRIPTS, SHELLS } from '../completion/scripts.js';
import { argument } from '../parameter.js';
import { usage } from '../usage.js';

const shell = argument(SHELLS.join('|'), 'the shell that is to complete', SHELLS);

export const command = defineCommand({
  description:
    'Prints a script that a shell runs at its start: commands, options and names are completed from then on.',
  args: [shell],
  examples: [
    'devopsellence completion bash >> ~/.bashrc',
    'devopsellence completion zsh >> ~/.zshrc   # after compinit',
    'devopsellence completion fish > ~/.config/fish/completions/devopsellence.fish',
  ],
  run: async ({ input, output }) => {
    const wanted = input.get(shell);
    const known = SHELLS.find((name) => name === wanted);
    if (known === undefined) throw usage(`there is no completion for ${wanted}`, `there is for ${SHELLS.join(', ')}`);
    output.line(SCRIPTS[known].trimEnd());
    return 0;
  },
});
