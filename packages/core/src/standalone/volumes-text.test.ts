import { describe, expect, it } from 'vitest';
import { formatVolume, parseVolumes } from './volumes-text.js';

describe('volumes in one text', () => {
  it.each([
    ['', []],
    ['data:/data', [{ source: 'data', target: '/data', isReadOnly: false }]],
    ['data:/data:rw', [{ source: 'data', target: '/data', isReadOnly: false }]],
    ['data:/var/lib/x/:ro', [{ source: 'data', target: '/var/lib/x', isReadOnly: true }]],
    [
      'data:/data, conf:/etc/x:ro\nlogs:/logs',
      [
        { source: 'data', target: '/data', isReadOnly: false },
        { source: 'conf', target: '/etc/x', isReadOnly: true },
        { source: 'logs', target: '/logs', isReadOnly: false },
      ],
    ],
  ])('%j', (text, volumes) => {
    expect(parseVolumes(text)).toEqual(volumes);
    expect(parseVolumes(volumes.map(formatVolume).join(','))).toEqual(volumes);
  });

  it.each([
    ['data', '"" must be an absolute path'],
    [':/data', '"" must be the name of a volume'],
    ['/srv/data:/data', '"/srv/data" must be the name of a volume'],
    ['data:data', '"data" must be an absolute path'],
    ['data:/', '"/" must be an absolute path'],
    ['data:/a/../b', '"/a/../b" must be an absolute path'],
    ['data:/data:rx', '"rx" is neither ro nor rw'],
    ['data:/data:ro:x', '"ro:x" is neither ro nor rw'],
    ['a:/data,b:/data/', 'mount two volumes at /data'],
    ['a:/data/x,b:/data//x', 'mount two volumes at /data/x'],
  ])('%j is refused', (text, message) => {
    expect(() => parseVolumes(text)).toThrow(message);
  });
});
