import type { FailureCode } from './failure.js';

/**
 * What kind of failure a registry's refusal is: engines give all of them as plain text. Null where the text says neither
 * that the registry is out of reach nor that it does not accept the credential: it has no such image, or will not take it.
 */
export function registryFailureCode(
  text: string,
): Extract<FailureCode, 'registry_unreachable' | 'registry_auth_failed'> | null {
  if (UNREACHABLE.test(text)) return 'registry_unreachable';
  // The public registry says so of images that are not there, too.
  if (AMBIGUOUS.test(text)) return null;
  return UNAUTHENTICATED.test(text) ? 'registry_auth_failed' : null;
}

const UNREACHABLE =
  /dial tcp|no such host|i\/o timeout|connection re(fused|set)|deadline exceeded|Client\.Timeout|awaiting headers|TLS handshake|x509|EOF|broken pipe|server gave HTTP|5\d\d (Internal|Bad Gateway|Service|Gateway)|toomanyrequests|unreachable/i;

const AMBIGUOUS = /does not exist/i;

const UNAUTHENTICATED =
  /unauthori[sz]ed|unauthenticated|authentication required|no basic auth credentials|incorrect username or password|token has expired|access forbidden|403 forbidden|access to the resource is denied|permission .*denied/i;
