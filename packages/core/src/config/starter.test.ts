import { describe, expect, it } from 'vitest';
import { EXAMPLE_CONFIG } from './example.js';
import { resolve } from './resolve.js';
import { starterConfig } from './starter.js';
import { readConfig } from './testing/read-config.js';

describe('the starter config', () => {
  it('parses, and describes one web service on the given port', () => {
    const spec = resolve(
      readConfig(starterConfig({ organization: 'acme', project: 'shop', port: 8080 })),
      'production',
    );
    expect(spec).toMatchObject({
      organization: 'acme',
      project: 'shop',
      services: [
        { name: 'web', role: 'web', ports: [{ name: 'http', port: 8080 }], readiness: { check: { port: 8080 } } },
      ],
    });
  });

  it.each(['true', 'null', 'y', 'e1', 'off'])('quotes the name %s where YAML would misread it', (name) => {
    const config = readConfig(starterConfig({ organization: name, project: name, port: 3000 }));
    expect([config.organization, config.project]).toEqual([name, name]);
  });

  it('still parses when everything that is commented out is put into use', () => {
    const text = starterConfig({ organization: 'acme', project: 'shop', port: 3000 });
    const inUse = text.replaceAll(/^( *)# (?=[a-z-]| {2})/gm, '$1');
    const spec = resolve(readConfig(inUse), 'staging');
    expect(spec.services.map(({ name }) => name)).toEqual(['redis', 'web']);
    expect(spec.services[1]).toMatchObject({
      env: { LOG_LEVEL: 'debug', REDIS_URL: 'redis://redis:6379/0' },
      dependsOn: [{ service: 'redis', condition: 'ready' }],
    });
    expect(spec.tasks).toHaveLength(1);
    expect(spec.ingress?.hosts).toEqual(['app.example.com']);
  });
});

describe('the example config', () => {
  it.each(['production', 'staging'])('parses and resolves for %s', (environment) => {
    const spec = resolve(readConfig(EXAMPLE_CONFIG), environment);
    expect(spec.services.map(({ name, role }) => [name, role])).toEqual([
      ['cache', 'worker'],
      ['jobs', 'worker'],
      ['redis', 'worker'],
      ['search', 'worker'],
      ['web', 'web'],
    ]);
  });

  it('uses every key of the schema', async () => {
    const { configReference } = await import('./reference/page.js');
    const keys = [...configReference().matchAll(/^\| `([a-z_]+)` \|/gm)].map((match) => match[1]);
    const missing = keys.filter((key) => !new RegExp(`\\b${key}:`).test(EXAMPLE_CONFIG));
    expect(missing).toEqual([]);
  });
});
