import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, type StandaloneSettings } from './settings.js';
import { decodeOverrides, decodeSettings, encodeSettings } from './settings-document.js';

const REDIS: StandaloneSettings = { ...DEFAULT_SETTINGS, image: 'redis:7', port: 6379 };
const volume = (source: string, target: string) => ({ source, target, isReadOnly: false });

describe('settings as a document', () => {
  it.each<Partial<StandaloneSettings>>([
    {},
    { command: ['redis-server', '--save', ''] },
    { env: { A: '', 'discovery.type': 'single-node' }, volumes: [volume('a', '/a'), volume('a', '/b')] },
  ])('are read back: %j', (given) => {
    const settings = { ...REDIS, ...given };
    expect(decodeSettings(encodeSettings(settings))).toEqual(settings);
    expect(decodeOverrides(encodeSettings(given))).toEqual(given);
  });

  it.each<[Partial<StandaloneSettings>, string]>([
    [{ image: 'https://redis' }, 'image must be an image reference'],
    [{ port: 0 }, 'port'],
    [{ env: { A: 'x\0y' } }, 'env_vars A must not contain a zero byte'],
    [{ command: ['a\0'] }, 'command 0 must not contain a zero byte'],
    [{ env: { A: '1' }, secretRefs: [{ name: 'A', secret: 'B' }] }, 'A is a variable and a secret at once'],
    [
      {
        secretRefs: [
          { name: 'A', secret: 'B' },
          { name: 'A', secret: 'C' },
        ],
      },
      'A gets two secrets',
    ],
    [{ volumes: [volume('a', '/x'), volume('b', '/x')] }, 'two volumes are mounted at /x'],
    [{ volumes: [volume('a', '/x/y'), volume('b', '/x//y/')] }, 'two volumes are mounted at /x/y'],
    [{ hostname: 'Example.com' }, 'hostname must be in small letters'],
  ])('are refused: %j', (given, message) => {
    expect(() => decodeSettings(encodeSettings({ ...REDIS, ...given }))).toThrow(message);
  });
});
