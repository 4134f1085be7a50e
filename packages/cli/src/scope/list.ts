import { toIso } from '@devopsellence/core';
import type { Scope } from '../client/access-client.js';
import type { ScopeEntry } from '../client/scope-client.js';
import { type Command, defineCommand } from '../command.js';
import { withClient } from '../connect.js';
import { chooseServer } from '../context/server.js';
import { scopeFields } from '../document/access.js';
import { namesOf } from '../environment.js';
import type { JsonObject } from '../output.js';
import { tableLines } from '../render/table.js';
import { agoText } from '../render/time.js';
import { COMMAND_OF, kindOf, type ScopeKind } from './kind.js';

const DESCRIPTIONS: Readonly<Record<ScopeKind, string>> = {
  organization: 'Those that your token may see, with how many nodes they use. The one that `org use` chose has a star.',
  project: 'Those that your token may see; --org restricts them. The one that `project use` chose has a star.',
  environment:
    'Those that your token may see; --org and --project restrict them. The one that `env use` chose has a star.',
};

/** The command that lists everything of one kind. */
export function listCommand(kind: ScopeKind): Command {
  return defineCommand({
    description: DESCRIPTIONS[kind],
    examples: [`devopsellence ${COMMAND_OF[kind]} list`],
    run: (context) =>
      withClient(context, async (client) => {
        const { defaults } = await chooseServer(context);
        const given = namesOf(context);
        const entries = (await client.listScopes()).filter(({ scope }) => kindOf(scope) === kind && fits(scope, given));
        const listed = entries.map((entry) => ({ ...entry, isDefault: isAmong(entry.scope, defaults) }));
        return context.output.succeed({
          message: `${listed.length} ${kind}${listed.length === 1 ? '' : 's'}`,
          fields: { [`${kind}s`]: listed.map(fieldsOf) },
          lines: linesOf(kind, listed, context.outside.clock.now()),
        });
      }),
  });
}

interface Listed extends ScopeEntry {
  readonly isDefault: boolean;
}

/** Whether it is, or lies in, what options and variables name. */
function fits(scope: Scope, given: Scope): boolean {
  const fitsProject = given.project === null || scope.project === null || scope.project === given.project;
  return fitsProject && (given.organization === null || scope.organization === given.organization);
}

/** Whether it is, or contains, what commands are about by default. */
function isAmong({ organization, project, environment }: Scope, defaults: Scope): boolean {
  return (
    organization === defaults.organization &&
    (project === null || project === defaults.project) &&
    (environment === null || environment === defaults.environment)
  );
}

function fieldsOf({ scope, nodes, createdAt, isDefault }: Listed): JsonObject {
  return { ...scopeFields(scope), nodes, created_at: toIso(createdAt), default: isDefault };
}

function linesOf(kind: ScopeKind, listed: readonly Listed[], now: number): readonly string[] {
  if (listed.length === 0) return [`No ${kind}s yet. Make one: devopsellence ${COMMAND_OF[kind]} create NAME`];
  const names = ({ organization, project, environment }: Scope) => {
    return [organization, project, environment].flatMap((name) => name ?? []);
  };
  const titles = { organization: 'ORGANIZATION', project: 'PROJECT', environment: 'ENVIRONMENT' };
  const depth = listed[0] === undefined ? 0 : names(listed[0].scope).length;
  const header = ['', ...Object.values(titles).slice(0, depth), 'NODES', 'MADE'];
  const rows = listed.map(({ scope, nodes, createdAt, isDefault }) => {
    return [isDefault ? '*' : '', ...names(scope), String(nodes), agoText(createdAt, now)];
  });
  return tableLines([header, ...rows]);
}
