import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { EXAMPLE_CONFIG } from './example.js';
import { parseConfig } from './parse.js';
import { defaultEnvironment, resolve } from './resolve.js';
import { decodeSpec, encodeSpec } from './spec-document.js';
import { arbitraryConfigValue } from './testing/arbitrary-config.js';
import { readConfig } from './testing/read-config.js';

describe('every valid config', () => {
  it('has a spec that the control plane accepts and reads back unchanged, in every environment', () => {
    fc.assert(
      fc.property(arbitraryConfigValue, (value) => {
        const config = readConfig(stringify(value));
        for (const environment of [defaultEnvironment(config), ...Object.keys(config.environments ?? {})]) {
          const spec = resolve(config, environment);
          expect(decodeSpec(encodeSpec(spec))).toEqual(spec);
        }
      }),
    );
  });

  it('resolves to the same text whatever the order of its keys', () => {
    fc.assert(
      fc.property(arbitraryConfigValue, (value) => {
        const forwards = resolve(readConfig(stringify(value)), 'production');
        const backwards = resolve(readConfig(stringify(reversed(value))), 'production');
        expect(JSON.stringify(backwards)).toBe(JSON.stringify(forwards));
      }),
    );
  });
});

it('every issue of a damaged config has a place inside the text', () => {
  const damage = fc.record({
    at: fc.nat({ max: EXAMPLE_CONFIG.length }),
    cut: fc.nat({ max: 40 }),
    insert: fc.oneof(fc.string({ maxLength: 5 }), fc.constantFrom(':', ' - ', '\n', '*a ', '&a ', '{', ']', '"', '? ')),
  });
  fc.assert(
    fc.property(damage, ({ at, cut, insert }) => {
      const text = EXAMPLE_CONFIG.slice(0, at) + insert + EXAMPLE_CONFIG.slice(at + cut);
      const result = parseConfig(text);
      const lines = text.split('\n');
      for (const { line, column, message } of result.ok ? [] : result.issues) {
        expect(message).not.toBe('');
        expect(line).toBeGreaterThanOrEqual(1);
        expect(column).toBeGreaterThanOrEqual(1);
        expect(column).toBeLessThanOrEqual((lines[line - 1] ?? '').length + 1);
        expect(line).toBeLessThanOrEqual(lines.length);
      }
    }),
    { numRuns: 200 },
  );
});

it('a text of any kind is read or refused, never thrown upon', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.json().map((json) => `services: ${json}`),
      ),
      (text) => {
        expect(parseConfig(text).ok).toBe(false);
      },
    ),
  );
});

it('a spec document of any kind is refused with a failure of ours', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (json) => {
      expect(() => decodeSpec(json)).toThrow(expect.objectContaining({ code: 'invalid_config' }));
    }),
  );
});

/** The same value with the keys of all mappings written the other way round. Lists keep their order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, part]) => [key, reversed(part)]),
  );
}
