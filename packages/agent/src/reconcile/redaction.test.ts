import { expect, it } from 'vitest';
import { Redaction } from './redaction.js';

function redacting(...documents: Record<string, string>[]): (text: string) => string {
  const redaction = new Redaction();
  for (const values of documents) redaction.follow(new Map(Object.entries(values)));
  return (text) => redaction.redact(text);
}

it('takes every value out, wherever it stands', () => {
  const redact = redacting({ v1: 'postgres://app:hunter2@db/app', v2: 'hunter2' });
  expect(redact('FATAL: postgres://app:hunter2@db/app refused hunter2')).toBe('FATAL: [REDACTED] refused [REDACTED]');
});

it('takes out the lines of a value that has several', () => {
  const redact = redacting({ key: '-----BEGIN-----\nc2VjcmV0\n-----END-----' });
  expect(redact('bad key: c2VjcmV0')).toBe('bad key: [REDACTED]');
});

it('still knows the values of the document before: their containers may still run', () => {
  const redact = redacting({ v1: 'old-password' }, { v2: 'new-password' });
  expect(redact('old-password new-password')).toBe('[REDACTED] [REDACTED]');
});

it('leaves ordinary words alone', () => {
  expect(redacting({ v1: 'no', v2: '' })('no such file')).toBe('no such file');
});
