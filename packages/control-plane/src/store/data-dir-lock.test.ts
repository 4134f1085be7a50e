import { expect, it } from 'vitest';
import { tempDirectory } from '../testing/temp-directory.js';
import { lockDataDirectory } from './data-dir-lock.js';

it('a data directory has one user at a time', async () => {
  const directory = await tempDirectory();
  const first = lockDataDirectory(directory);
  expect(() => lockDataDirectory(directory)).toThrow('another control plane is using');
  first.release();
  lockDataDirectory(directory).release();
});
