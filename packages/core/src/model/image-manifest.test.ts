import { describe, expect, it } from 'vitest';
import { encodeImageManifest, parseImageManifest } from './image-manifest.js';

const part = (letter: string, size = 10) => ({ digest: `sha256:${letter.repeat(64)}`, size });
const manifest = { config: part('c'), layers: [part('1', 300), part('2', 20), part('1', 300)] };

describe('the manifest of an image', () => {
  it('is read as it was made, and made the same way each time', () => {
    const text = encodeImageManifest(manifest);
    expect(parseImageManifest(text)).toMatchObject(manifest);
    expect(encodeImageManifest({ layers: manifest.layers, config: { size: 10, digest: manifest.config.digest } })).toBe(
      text,
    );
  });

  const made = encodeImageManifest(manifest);
  it.each([
    ['no JSON', '{'],
    ['no object', 'null'],
    ['no layers', JSON.stringify({ config: part('c') })],
    ['another order of its fields', JSON.stringify({ ...manifest, schemaVersion: 2 })],
    ['a name that is no digest', made.replace('sha256:1', 'sha256:/')],
    ['a size that is none', made.replace('"size":300', '"size":-1')],
    ['a size that is text', made.replace('"size":300', '"size":"300"')],
    ['more than there should be', made.replace('{"schemaVersion"', '{"urls":["http://elsewhere"],"schemaVersion"')],
  ])('is refused with %s', (_, text) => {
    expect(parseImageManifest(text)).toBeNull();
  });
});
