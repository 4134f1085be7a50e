import { describe, expect, it } from 'vitest';
import { registryFailureCode } from './registry-failure.js';

describe('what a registry says', () => {
  it.each([
    ['dial tcp: lookup registry-1.docker.io: no such host', 'registry_unreachable'],
    ['Get "https://r/v2/": net/http: request canceled (Client.Timeout exceeded)', 'registry_unreachable'],
    ['toomanyrequests: You have reached your pull rate limit', 'registry_unreachable'],
    ['received unexpected HTTP status: 503 Service Unavailable', 'registry_unreachable'],
    ['Put "http://r/v2/a/blobs/uploads/1": write tcp 1:2: write: broken pipe', 'registry_unreachable'],
    ['failed to do request: Head "http://r/v2/": EOF', 'registry_unreachable'],
    ['no basic auth credentials', 'registry_auth_failed'],
    ['unauthorized: authentication required', 'registry_auth_failed'],
    ['unauthorized: incorrect username or password', 'registry_auth_failed'],
    ['denied: Your authorization token has expired. Reauthenticate and try again.', 'registry_auth_failed'],
    ['denied: requested access to the resource is denied', 'registry_auth_failed'],
    ['denied: access forbidden', 'registry_auth_failed'],
    ['pull access denied for shop, repository does not exist or may require docker login', null],
    ['manifest for redis:9 not found: manifest unknown', null],
    ['tag invalid: The image tag is immutable', null],
  ])('%s → %s', (text, code) => {
    expect(registryFailureCode(text)).toBe(code);
  });
});
