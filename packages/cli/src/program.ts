import { VERSION } from '@devopsellence/runtime';
import { Command as Program } from 'commander';
import type { Command } from './command.js';
import { COMMANDS, GROUPS } from './commands/index.js';
import { GLOBAL_OPTIONS } from './globals.js';
import type { Io } from './io.js';
import { Input, type Option } from './parameter.js';
import type { Selection } from './select-command.js';
import { VARIABLES, withVariables } from './variables-option.js';

const EXAMPLES = ['devopsellence init', 'devopsellence deploy', 'devopsellence status --watch'];

export interface ProgramOptions {
  readonly io: Io;
  readonly selection: Selection;
  /** The selected command; null when none is. */
  readonly command: Command | null;
  /** Called with the values once the command line has been understood. */
  readonly onParsed: (input: Input) => void;
}

/** The whole tree of commands for commander, of which only the selected one has its options. */
export function buildProgram({ io, selection, command, onParsed }: ProgramOptions): Program {
  const root = new Program(io.programName)
    .description('Deploys containerised apps and their supporting services to plain VMs.')
    .version(VERSION, '--version', 'print the version')
    .helpOption('--help', 'print this help')
    .helpCommand(false)
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: () => undefined,
      getOutHelpWidth: () => io.stdout.columns,
    })
    .exitOverride();
  for (const option of GLOBAL_OPTIONS) addOption(root, option);
  root.addHelpText('after', examplesText(EXAMPLES));
  for (const { path, summary } of COMMANDS) {
    const words = path.split(' ');
    const leaf = groupAt(root, words.slice(0, -1))
      .command(words.at(-1) ?? path)
      .description(summary);
    if (path === selection.entry?.path && command !== null) define(leaf, command, onParsed);
  }
  return root;
}

/** The group of that name, made when its first command is. */
function groupAt(root: Program, words: readonly string[]): Program {
  return words.reduce((parent, word, index) => {
    const known = parent.commands.find((child) => child.name() === word);
    const summary = GROUPS[words.slice(0, index + 1).join(' ')] ?? '';
    return known ?? parent.command(word).description(summary);
  }, root);
}

function define(leaf: Program, command: Command, onParsed: (input: Input) => void): void {
  const { description, args = [], options = [], examples } = command;
  if (description !== undefined) leaf.description(`${leaf.description()}\n\n${description}`);
  for (const { syntax, summary } of args) leaf.argument(syntax, summary);
  for (const option of options) addOption(leaf, option);
  leaf.addHelpText('after', examplesText(examples));
  leaf.action(() => {
    const given: Record<string, unknown> = leaf.optsWithGlobals();
    const words: readonly unknown[] = leaf.processedArgs;
    const entries = [...Object.entries(given), ...args.map(({ key }, index) => [key, words[index]] as const)];
    const values = new Map(entries.map(([key, value]) => [key, rawValue(value)]));
    onParsed(new Input(options.some(({ key }) => key === VARIABLES.key) ? withVariables(values) : values));
  });
}

function addOption(program: Program, { syntax, summary, isRepeatable = false }: Option<unknown>): void {
  if (!isRepeatable) program.option(syntax, summary);
  else program.option(syntax, summary, (value: string, before: readonly string[] = []) => [...before, value]);
}

function rawValue(value: unknown): string | boolean | readonly string[] | undefined {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map(String);
  return undefined;
}

function examplesText(examples: readonly string[]): string {
  return `\nExamples:\n${examples.map((example) => `  $ ${example}`).join('\n')}`;
}
