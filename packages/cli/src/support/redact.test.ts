import { describe, expect, it } from 'vitest';
import { redactSecrets } from './redact.js';

const FINGERPRINT = 'ab'.repeat(32);
const KEY = '-----BEGIN EC PRIVATE KEY-----\nMHcCAQEE\nabc=\n-----END EC PRIVATE KEY-----';

describe('what goes to somebody else', () => {
  const cases: readonly [string, string, string][] = [
    ['an operator token', `--token dvo_operator_${FINGERPRINT}_s3cr-et_x`, '--token dvo_[REDACTED]'],
    ['a join token that was cut', 'dvo_join_abcdef', 'dvo_[REDACTED]'],
    ['a private key', `key: ${KEY} end`, 'key: [REDACTED] private key end'],
    ['a private key in JSON', JSON.stringify({ key: KEY }), '{"key":"[REDACTED] private key"}'],
    ['a private key that was cut', KEY.slice(0, 50), '[REDACTED] private key'],
    ['a password in a URL', 'postgres://app:hunter22@db:5432/x', 'postgres://app:[REDACTED]@db:5432/x'],
    ['a password without a user', 'redis://:hunter22@redis', 'redis://:[REDACTED]@redis'],
    ['a header', 'authorization: Bearer abcdefgh12345', 'authorization: Bearer [REDACTED]'],
    ['a variable in JSON', '{"DB_PASSWORD": "hunter\\"22", "PORT": "1"}', '{"DB_PASSWORD": "[REDACTED]", "PORT": "1"}'],
    ['a field', '{"password":"hunter22"}', '{"password":"[REDACTED]"}'],
    ['a variable', 'ran with API_KEY=abc X=1', 'ran with API_KEY=[REDACTED] X=1'],
    [
      'a reference to a secret',
      '{"name":"DB_PASSWORD","secret":"DB_PASSWORD"}',
      '{"name":"DB_PASSWORD","secret":"DB_PASSWORD"}',
    ],
    ['an image', 'registry.example.com:5000/shop@sha256:00', 'registry.example.com:5000/shop@sha256:00'],
    ['a plain URL', 'http://prod-1:3000/up', 'http://prod-1:3000/up'],
  ];

  it.each(cases)('%s', (_title, text, expected) => {
    expect(redactSecrets(text)).toBe(expected);
  });
});
