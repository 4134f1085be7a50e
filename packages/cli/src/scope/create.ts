import { type Command, defineCommand } from '../command.js';
import { withClient } from '../connect.js';
import { scopeFields } from '../document/access.js';
import { argument } from '../parameter.js';
import { scopeText } from '../render/scope.js';
import { COMMAND_OF, type ScopeKind, scopeNamed } from './kind.js';

/** The command that makes an organization, a project or an environment. */
export function createCommand(kind: ScopeKind): Command {
  const name = argument('NAME', `name of the ${kind}: small letters, digits and "-"`);
  return defineCommand({
    description:
      'What it is in is made too, if need be. A deploy, a secret or `node attach` that names it would make it as well.',
    args: [name],
    examples: [EXAMPLES[kind]],
    run: (context) =>
      withClient(context, async (client) => {
        const scope = await scopeNamed(context, client, { kind, name: context.input.get(name) });
        const changed = await client.createScope(scope);
        return context.output.succeed({
          message: changed
            ? `Made the ${kind} ${scopeText(scope)}.`
            : `There is the ${kind} ${scopeText(scope)} already.`,
          fields: { ...scopeFields(scope), changed },
        });
      }),
  });
}

const EXAMPLES: Readonly<Record<ScopeKind, string>> = {
  organization: `devopsellence ${COMMAND_OF.organization} create acme`,
  project: `devopsellence ${COMMAND_OF.project} create shop --org acme`,
  environment: `devopsellence ${COMMAND_OF.environment} create staging --org acme --project shop`,
};
