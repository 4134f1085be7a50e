import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { migrate, Store } from '../store/index.js';
import { tempDirectory } from './temp-directory.js';

/** A migrated database in a real file, for the running test. */
export async function tempStore(): Promise<Store> {
  const store = Store.open(join(await tempDirectory(), 'control-plane.db'));
  onTestFinished(() => store.close());
  await migrate(store);
  return store;
}
