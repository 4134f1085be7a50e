import { expect, it } from 'vitest';
import { DURATION_PATTERN } from './duration.js';
import { childOf, configJsonSchema, keysOf, type SchemaNode } from './json-schema.js';

const SCHEMA = configJsonSchema();

function at(...path: (string | number)[]): SchemaNode {
  return path.reduce((node, key) => childOf(node, key) ?? {}, SCHEMA);
}

it('is a draft-7 schema that requires what has no default', () => {
  expect(SCHEMA.$schema).toBe('http://json-schema.org/draft-07/schema#');
  expect(SCHEMA.required).toEqual(['schema_version', 'organization', 'project', 'services']);
  expect(SCHEMA.additionalProperties).toBe(false);
});

it('tells editors the default, the pattern and the meaning of a field', () => {
  expect(at('services', 'redis', 'readiness', 'interval')).toMatchObject({
    type: 'string',
    default: '5s',
    pattern: DURATION_PATTERN.source,
    patternErrorMessage: 'must be a duration of 100ms to 168h',
    description: 'Time between two checks.',
  });
});

it('describes every field, in overlays too', () => {
  const undescribed: string[] = [];
  const look = (node: SchemaNode, path: string) => {
    for (const key of keysOf(node)) {
      const child = childOf(node, key) ?? {};
      if (child.description === undefined) undescribed.push(`${path}.${key}`);
      for (const part of [child, childOf(child, 0), childOf(child, 'any-name')]) {
        if (part !== null) look(part, `${path}.${key}`);
      }
    }
  };
  look(SCHEMA, '');
  expect(undescribed).toEqual([]);
});

it('keeps no fields of its own making but those with x-', () => {
  expect(JSON.stringify(SCHEMA)).not.toContain('"fallback"');
});
