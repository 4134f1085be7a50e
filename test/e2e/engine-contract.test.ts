import { dockerEngine } from '@devopsellence/agent';
import { engineContract } from '@devopsellence/agent/testing';
import { afterAll, beforeAll } from 'vitest';
import { loadImages } from '../harness/images.js';
import { createNetwork, type Machine, type Network } from '../harness/machines.js';
import { requireMachines } from '../harness/requirements.js';

const REFERENCE = 'busybox:1.36';

let network: Network;
let machine: Machine;
let imageId: string;

beforeAll(async () => {
  await requireMachines();
  network = await createNetwork();
  machine = await network.addMachine('vm1');
  imageId = (await loadImages([machine], [REFERENCE])).get(REFERENCE) ?? '';
});

afterAll(() => network?.dispose());

engineContract('the Docker Engine', async () => ({
  engine: dockerEngine({ dockerHost: machine.dockerHost, nodeId: 'contract-node' }),
  image: { reference: REFERENCE, digest: null, imageId },
  foreignVolume: async () => {
    const labels = ['--label', 'devopsellence.managed=true', '--label', 'devopsellence.node=another'];
    return (await machine.docker(['volume', 'create', ...labels, 'contract-foreign'])).trim();
  },
}));
