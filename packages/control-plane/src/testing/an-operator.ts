import { WHOLE_FLEET } from '../access/scope.js';
import type { AuthenticatedOperator } from '../operator/handler.js';

/** Whoever calls a handler in a test: a token for the whole fleet that never expires, unless it is said otherwise. */
export function anOperator(overrides: Partial<AuthenticatedOperator> = {}): AuthenticatedOperator {
  return { tokenId: 't', tokenName: 'ci', role: 'deployer', scope: WHOLE_FLEET, expiresAt: null, ...overrides };
}
