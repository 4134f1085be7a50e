import { describe, expect, test } from 'vitest';
import { aServiceSpec, aSpec } from '../testing/spec-builders.js';
import { bindSecrets } from './bind-secrets.js';

const spec = aSpec([
  aServiceSpec({ name: 'web', secretRefs: [{ name: 'DATABASE_URL', secret: 'db_url' }] }),
  aServiceSpec({ name: 'worker', secretRefs: [{ name: 'DATABASE_URL', secret: 'db_url' }] }),
]);

describe('binding secrets', () => {
  test('takes the secret of the service before the one of the environment', () => {
    const { bindings, missing } = bindSecrets(spec, [
      { name: 'db_url', service: '', versionId: 'v-all' },
      { name: 'db_url', service: 'web', versionId: 'v-web' },
    ]);
    expect(bindings.get('web')).toEqual([{ env: 'DATABASE_URL', secret: 'db_url', versionId: 'v-web' }]);
    expect(bindings.get('worker')).toEqual([{ env: 'DATABASE_URL', secret: 'db_url', versionId: 'v-all' }]);
    expect(missing).toEqual([]);
  });

  test('names every reference that nothing answers', () => {
    const { missing } = bindSecrets(spec, [{ name: 'db_url', service: 'web', versionId: 'v' }]);
    expect(missing).toEqual([{ service: 'worker', env: 'DATABASE_URL', secret: 'db_url' }]);
  });
});
