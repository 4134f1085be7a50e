import { type Command, defineCommand } from '../command.js';
import { confirm, YES } from '../confirm.js';
import { withClient } from '../connect.js';
import { forgetDefaults } from '../context/defaults.js';
import { scopeFields } from '../document/access.js';
import { argument } from '../parameter.js';
import { scopeText } from '../render/scope.js';
import { COMMAND_OF, type ScopeKind, scopeNamed } from './kind.js';

const DESCRIPTIONS: Readonly<Record<ScopeKind, string>> = {
  organization: 'Refused while a project, a registry or a token is in it.',
  project: 'Refused while an environment or a token is in it.',
  environment:
    'Deletes its releases and the record of its deployments. Refused while a node is attached, or a secret or a token is in it. ' +
    'Volumes stay on the nodes: see `volume list`.',
};

const EXAMPLES: Readonly<Record<ScopeKind, string>> = {
  organization: 'devopsellence org delete acme',
  project: 'devopsellence project delete shop --org acme --yes',
  environment: 'devopsellence env delete staging --org acme --project shop --yes',
};

/** The command that deletes an organization, a project or an environment with nothing in it. */
export function deleteCommand(kind: ScopeKind): Command {
  const name = argument('NAME', `name of the ${kind}, as \`${COMMAND_OF[kind]} list\` shows it`);
  return defineCommand({
    description: DESCRIPTIONS[kind],
    args: [name],
    options: [YES],
    examples: [EXAMPLES[kind]],
    run: (context) =>
      withClient(context, async (client) => {
        const scope = await scopeNamed(context, client, { kind, name: context.input.get(name) });
        await confirm(context, `Delete the ${kind} ${scopeText(scope)}?`);
        await client.deleteScope(scope);
        await forgetDefaults(context, scope);
        return context.output.succeed({
          message: `Deleted the ${kind} ${scopeText(scope)}.`,
          fields: scopeFields(scope),
        });
      }),
  });
}
