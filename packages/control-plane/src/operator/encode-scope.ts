import type { wire } from '@devopsellence/protocol';
import type { Scope } from '../access/scope.js';

export function encodeScope({ organization, project, environment }: Scope): wire.Scope {
  return { organization: organization ?? '', project: project ?? '', environment: environment ?? '' };
}
