import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { keyIdIn, masterKeyId, secretPlace, Vault } from './vault.js';

const PLACE = secretPlace('secret-1', 'version-1');

describe('a vault', () => {
  it('opens what it sealed, whatever it says', () => {
    const vault = new Vault(randomBytes(32));
    for (const value of ['hunter2', '', 'ключ 🔑', 'x'.repeat(64 * 1024)]) {
      expect(vault.open(vault.seal(value, PLACE), PLACE)).toBe(value);
    }
  });

  it('never seals the same value to the same bytes', () => {
    const vault = new Vault(randomBytes(32));
    expect(vault.seal('hunter2', PLACE).equals(vault.seal('hunter2', PLACE))).toBe(false);
  });

  it('does not open a value that was moved to another place', () => {
    const vault = new Vault(randomBytes(32));
    const sealed = vault.seal('hunter2', PLACE);
    expect(() => vault.open(sealed, secretPlace('secret-1', 'version-2'))).toThrow('altered');
    expect(() => vault.open(sealed, secretPlace('secret-2', 'version-1'))).toThrow('altered');
  });

  it('does not open a value of which any byte was changed or lost', () => {
    const vault = new Vault(randomBytes(32));
    const sealed = vault.seal('hunter2', PLACE);
    for (let index = 0; index < sealed.length; index += 1) {
      const changed = Buffer.from(sealed);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(() => vault.open(changed, PLACE)).toThrow();
      expect(() => vault.open(sealed.subarray(0, index), PLACE)).toThrow();
    }
  });

  it('says so when a value was sealed with another master key', () => {
    const sealed = new Vault(randomBytes(32)).seal('hunter2', PLACE);
    expect(() => new Vault(randomBytes(32)).open(sealed, PLACE)).toThrow('another master key');
  });

  it('seals with the first of its keys, and opens with all of them', () => {
    const [before, now] = [randomBytes(32), randomBytes(32)];
    const vault = new Vault(before);
    const sealed = vault.seal('hunter2', PLACE);
    vault.use([now, before]);
    expect(vault.keyIds).toEqual([masterKeyId(now), masterKeyId(before)]);
    expect(vault.open(sealed, PLACE)).toBe('hunter2');
    const resealed = vault.reseal(sealed, PLACE);
    expect(keyIdIn(resealed)).toBe(masterKeyId(now));
    expect(new Vault(now).open(resealed, PLACE)).toBe('hunter2');
    expect(() => vault.reseal(sealed, secretPlace('secret-1', 'version-2'))).toThrow('altered');
    vault.use([now]);
    expect(() => vault.open(sealed, PLACE)).toThrow('another master key');
  });

  it('refuses a master key that is too short', () => {
    expect(() => new Vault(randomBytes(16))).toThrow('32 bytes');
  });

  it('leaves no trace of the value in the sealed bytes', () => {
    const vault = new Vault(randomBytes(32));
    expect(vault.seal('correct horse battery staple', PLACE).includes('horse')).toBe(false);
  });
});
