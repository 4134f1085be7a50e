import { FakeClock } from '@devopsellence/runtime/testing';
import { engineContract } from './engine-contract.js';
import { FakeEngine } from './fake-engine.js';

engineContract('the fake engine', async () => {
  const engine = new FakeEngine(new FakeClock(1_000));
  const image = { imageId: 'sha256:busybox', digest: null };
  engine.addImage('busybox:1.36', image);
  const foreignVolume = async () => {
    engine.foreignVolumes.add('contract-foreign');
    return 'contract-foreign';
  };
  return { engine, image: { reference: 'busybox:1.36', ...image }, foreignVolume };
});
