import { AppError } from '@devopsellence/core';

const PATTERN = /^[a-z0-9][a-z0-9.-]{0,62}$/;

/** The name, if a node may have it; throws `invalid_argument` otherwise. */
export function requireNodeName(name: string): string {
  if (PATTERN.test(name)) return name;
  throw new AppError('invalid_argument', {
    message: `${JSON.stringify(name.slice(0, 80))} cannot be the name of a node`,
    reason: 'a name has 1 to 63 characters: small letters, digits, dots and hyphens, a letter or digit first',
    nextActions: ['devopsellence node register --name NAME'],
  });
}
