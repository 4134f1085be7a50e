import type { Scope } from '../client/access-client.js';
import type { ControlPlaneClient } from '../client/control-plane-client.js';
import type { CommandContext } from '../command.js';
import { NO_NAMES } from '../context/contexts.js';
import { chooseOrganization, chooseProject } from '../environment.js';
import { usage } from '../usage.js';

export type ScopeKind = 'organization' | 'project' | 'environment';

/** The command of each kind. */
export const COMMAND_OF: Readonly<Record<ScopeKind, string>> = {
  organization: 'org',
  project: 'project',
  environment: 'env',
};

/** The whole names of what a command calls by its own name; what it is in is found as for any other command. */
export async function scopeNamed(
  context: CommandContext,
  client: ControlPlaneClient,
  { kind, name }: { readonly kind: ScopeKind; readonly name: string },
): Promise<Scope> {
  requireNoDeeperOption(context, kind);
  switch (kind) {
    case 'organization':
      return { ...NO_NAMES, organization: name };
    case 'project':
      return { ...NO_NAMES, organization: await chooseOrganization(context), project: name };
    case 'environment':
      return { ...(await chooseProject(context, client)), environment: name };
  }
}

/** What the scope is: its deepest name says it. */
export function kindOf({ project, environment }: Scope): ScopeKind {
  if (project === null) return 'organization';
  return environment === null ? 'project' : 'environment';
}

/** `org delete acme --env staging` was meant otherwise than it would be taken. */
function requireNoDeeperOption({ globals }: CommandContext, kind: ScopeKind): void {
  const kinds: readonly ScopeKind[] = ['organization', 'project', 'environment'];
  for (const deeper of kinds.slice(kinds.indexOf(kind))) {
    if (globals[deeper] === null) continue;
    throw usage(`--${COMMAND_OF[deeper]} says nothing here`, `the ${kind} is named by the argument`);
  }
}
