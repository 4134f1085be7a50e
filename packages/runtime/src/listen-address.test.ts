import { describe, expect, it } from 'vitest';
import { formatAddress, parseListenAddress } from './listen-address.js';

const parse = (text: string) => parseListenAddress('--listen', text, '127.0.0.1:1');

describe('an address to listen on', () => {
  it.each([
    ['127.0.0.1:7443', { host: '127.0.0.1', port: 7443 }],
    ['localhost:0', { host: 'localhost', port: 0 }],
    ['[::1]:65535', { host: '::1', port: 65_535 }],
  ])('is read from %s, and written the same', (text, address) => {
    expect(parse(text)).toEqual(address);
    expect(formatAddress(address)).toBe(text);
  });

  it.each(['', '7443', ':7443', 'localhost', 'localhost:', 'localhost:70000', '::1:80', 'a b:1', '[x]:1', 'off'])(
    'is not %j',
    (text) => {
      expect(() => parse(text)).toThrow(
        expect.objectContaining({ code: 'usage', nextActions: ['write HOST:PORT, for example 127.0.0.1:1'] }),
      );
    },
  );
});
