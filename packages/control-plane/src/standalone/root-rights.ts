import { AppError, type OperatorRole, SETTING_NAMES, type StandaloneSettings } from '@devopsellence/core';

const ROOT_RIGHTS = [
  'isPrivileged',
  'isNetAdmin',
  'isHostMode',
] as const satisfies readonly (keyof StandaloneSettings)[];

/**
 * Rights on the node itself are an owner's to give: throws `forbidden` when the service would have some and the caller is
 * none. What such a service is made of is an owner's to change as well.
 */
export function requireRootRights(role: OperatorRole, settings: StandaloneSettings, command: string): void {
  if (role === 'owner') return;
  const rights = ROOT_RIGHTS.filter((key) => settings[key]).map((key) => SETTING_NAMES[key]);
  if (rights.length === 0) return;
  throw new AppError('forbidden', {
    message: `a service with ${rights.join(' and ')} needs a token with the role owner, and this one has ${role}`,
    reason: 'its container has rights on the node itself',
    nextActions: [`use an owner's token, or do without: ${command} ${rights.map((name) => flagOf(name)).join(' ')}`],
  });
}

function flagOf(name: string): string {
  return `--${name.replaceAll('_', '-')} false`;
}
