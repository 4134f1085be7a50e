import { type Clock, VERSION } from '@devopsellence/runtime';
import { encodeScope } from './encode-scope.js';
import type { UnaryHandlers } from './handler.js';

export function whoAmIHandlers({ clock }: { readonly clock: Clock }): Pick<UnaryHandlers, 'WhoAmI'> {
  return {
    WhoAmI: async (_request, { operator }) => ({
      tokenName: operator.tokenName,
      role: operator.role,
      controlPlaneVersion: VERSION,
      scope: encodeScope(operator.scope),
      expiresAtMs: operator.expiresAt ?? 0,
      atMs: clock.now(),
    }),
  };
}
