import { describe, expect, test } from 'vitest';
import { containerName, environmentSlug, networkName, volumeName } from './naming.js';

describe('environmentSlug', () => {
  test.each([
    { project: 'shop', environment: 'production', id: 'env_01HXYZABC123', slug: 'shop-production-abc123' },
    { project: 'My Shop!', environment: 'QA/2', id: 'abc123', slug: 'my-shop-qa-2-abc123' },
    { project: '--', environment: '..', id: 'abc123', slug: 'abc123' },
    { project: 'shop', environment: 'production', id: '9f8e-7d6c', slug: 'shop-production-8e7d6c' },
  ])('of $project, $environment and $id is $slug', ({ slug, ...names }) => {
    expect(environmentSlug(names)).toBe(slug);
  });

  test('is cut to 60 characters and keeps the end of the id', () => {
    const slug = environmentSlug({ project: 'p'.repeat(52), environment: 'production', id: 'abc123' });
    expect(slug).toBe(`${'p'.repeat(52)}-abc123`);
    expect(environmentSlug({ project: 'p'.repeat(90), environment: 'e', id: 'abc123' })).toHaveLength(60);
  });

  test('keeps apart environments whose names are cut to the same text', () => {
    const names = { project: 'p'.repeat(90), environment: 'production' };
    expect(environmentSlug({ ...names, id: 'aaaaaa' })).not.toBe(environmentSlug({ ...names, id: 'bbbbbb' }));
  });
});

test('everything of an environment on a node begins with its slug', () => {
  expect(networkName('shop-production-abc123')).toBe('shop-production-abc123');
  expect(volumeName('shop-production-abc123', 'data')).toBe('shop-production-abc123-data');
  expect(containerName('shop-production-abc123', 'web', '0123456789abcdef')).toBe(
    'shop-production-abc123-web-01234567',
  );
});
