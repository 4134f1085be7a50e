import { describe, expect, it } from 'vitest';
import { nameOnEngine } from './image.js';

const id = 'sha256:c0';
const manifest = 'sha256:50';
const uploaded = { reference: 'devopsellence/shop:1', digest: null, imageId: id, manifest };
const pulled = { reference: 'redis:7', digest: 'sha256:d0', imageId: null };

describe('the name of an image on an engine', () => {
  it.each([
    ['is its id', uploaded, ['sha256:00', id], id],
    ['is its manifest where that is what the engine calls an id', uploaded, [manifest], manifest],
    ['is not there without either', uploaded, ['sha256:00'], null],
    ['is the repository with the digest', pulled, ['redis@sha256:d0'], 'redis@sha256:d0'],
    ['is not there under another repository', pulled, ['other@sha256:d0', 'sha256:d0'], null],
  ])('%s', (_, image, listed, name) => {
    expect(nameOnEngine(image, new Set(listed))).toBe(name);
  });
});
