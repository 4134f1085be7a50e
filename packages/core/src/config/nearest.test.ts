import { describe, expect, it } from 'vitest';
import { editDistance, nearest } from './nearest.js';

describe('nearest', () => {
  const keys = ['image', 'command', 'args', 'env', 'secret_refs', 'ports', 'healthcheck', 'depends_on'];
  it.each([
    ['helthcheck', 'healthcheck'],
    ['depend_on', 'depends_on'],
    ['dependsOn', 'depends_on'],
    ['port', 'ports'],
    ['evn', 'env'],
    ['IMAGE', 'image'],
    ['secretRefs', 'secret_refs'],
  ])('takes %s for %s', (word, meant) => {
    expect(nearest(word, keys)).toBe(meant);
  });

  it.each(['replicas', 'x', '', 'networks'])('finds nothing close to %j', (word) => {
    expect(nearest(word, keys)).toBeNull();
  });
});

it.each([
  ['', '', 0],
  ['abc', 'abc', 0],
  ['abc', '', 3],
  ['kitten', 'sitting', 3],
  ['ab', 'ba', 1],
])('the distance from %j to %j is %i', (from, to, distance) => {
  expect(editDistance(from, to)).toBe(distance);
});
