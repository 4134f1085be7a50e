import { AppError, nearest } from '@devopsellence/core';
import type { Scope } from '../client/access-client.js';
import type { ScopeEntry } from '../client/scope-client.js';
import { type Command, type CommandContext, defineCommand } from '../command.js';
import { withClient } from '../connect.js';
import { NO_NAMES } from '../context/contexts.js';
import { writeDefaults } from '../context/defaults.js';
import { chooseServer } from '../context/server.js';
import { scopeFields } from '../document/access.js';
import { configNames } from '../environment.js';
import { flag, optionalArgument } from '../parameter.js';
import { scopeText } from '../render/scope.js';
import { usage } from '../usage.js';
import { COMMAND_OF, kindOf, type ScopeKind, scopeNamed } from './kind.js';

const clear = flag('--clear', 'choose none any more');

/** The command that chooses what others are about where neither they nor a config say it. */
export function useCommand(kind: ScopeKind): Command {
  const command = COMMAND_OF[kind];
  const name = optionalArgument('NAME', `name of the ${kind}, as \`${command} list\` shows it`);
  return defineCommand({
    description:
      'Kept with the context. It counts where neither options, nor variables, nor a devopsellence.yml say it.',
    args: [name],
    options: [clear],
    examples: [`devopsellence ${command} use ${EXAMPLES[kind]}`, `devopsellence ${command} use --clear`],
    run: async (context) => {
      const chosen = context.input.get(name);
      const clears = context.input.get(clear);
      if (clears === (chosen !== null)) throw usage(`${command} use needs a NAME or --clear`);
      const scope = chosen === null ? await cleared(context, kind) : await found(context, kind, chosen);
      await writeDefaults(context, scope);
      if ((await configNames(context)) !== null) context.output.talk('In this folder the config says it.');
      return context.output.succeed({ message: messageOf(scope), fields: { default: scopeFields(scope) } });
    },
  });
}

const EXAMPLES: Readonly<Record<ScopeKind, string>> = { organization: 'acme', project: 'shop', environment: 'staging' };

function messageOf(scope: Scope): string {
  return scope.organization === null
    ? 'Commands are about nothing by default.'
    : `Commands are about ${scopeText(scope)} by default.`;
}

/** The defaults without this name and those below it. */
async function cleared(context: CommandContext, kind: ScopeKind): Promise<Scope> {
  const { organization, project } = (await chooseServer(context)).defaults;
  if (kind === 'environment') return { ...NO_NAMES, organization, project };
  return kind === 'project' ? { ...NO_NAMES, organization } : NO_NAMES;
}

function found(context: CommandContext, kind: ScopeKind, name: string): Promise<Scope> {
  return withClient(context, async (client) => {
    const scope = await scopeNamed(context, client, { kind, name });
    const entries = (await client.listScopes()).filter((entry) => kindOf(entry.scope) === kind);
    const title = scopeText(scope);
    if (entries.some((entry) => scopeText(entry.scope) === title)) return scope;
    throw notFound(kind, title, entries);
  });
}

function notFound(kind: ScopeKind, title: string, entries: readonly ScopeEntry[]): AppError {
  const near = nearest(
    title,
    entries.map(({ scope }) => scopeText(scope)),
  );
  return new AppError('not_found', {
    message: `there is no ${kind} ${title}`,
    ...(near === null ? {} : { reason: `did you mean ${near}?` }),
    nextActions: [`devopsellence ${COMMAND_OF[kind]} list`],
  });
}
