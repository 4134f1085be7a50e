import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askEngine } from '../harness/engine-request.js';
import { createNetwork, type Machine, type Network } from '../harness/machines.js';
import { httpServer, PAGE_IMAGES, publishPageImages } from '../harness/page-images.js';
import { PublicRegistries } from '../harness/public-registries.js';
import { requireMachines } from '../harness/requirements.js';

describe('public registries of a test network', () => {
  let network: Network;
  let registries: PublicRegistries;
  let machine: Machine;
  let digests: ReadonlyMap<string, string>;

  const meilisearch = 'getmeili/meilisearch:v1.6';
  const digestOf = async (name: string) => {
    const path = `/distribution/${name}/json`;
    return (await askEngine<{ readonly Descriptor: { readonly digest: string } }>(machine, path)).Descriptor.digest;
  };

  beforeAll(async () => {
    await requireMachines();
    network = await createNetwork();
    registries = await PublicRegistries.start(network);
    machine = await network.addMachine('vm1');
    await registries.trustedBy(machine);
    digests = await publishPageImages(registries, machine);
  });

  afterAll(() => network?.dispose());

  it.each(Object.keys(PAGE_IMAGES))('tell the digest of %s, and serve it', async (name) => {
    expect(await machine.docker(['images', '--quiet'])).toBe('');
    expect(await digestOf(name)).toBe(digests.get(name));
    await machine.docker(['pull', '--quiet', name]);
    const known = await machine.docker(['image', 'inspect', '--format', '{{join .RepoDigests " "}}', name]);
    expect(known).toContain(`@${digests.get(name)}`);
    await machine.docker(['rmi', name]);
  });

  it('serve what was published last, and say of what they do not have that it is not there', async () => {
    const moved = await registries.publish(machine, meilisearch, httpServer(7700, 'v1.6.1'));
    expect(moved).not.toBe(digests.get(meilisearch));
    expect(await digestOf(meilisearch)).toBe(moved);
    await registries.withdraw(meilisearch);
    await expect(machine.docker(['pull', meilisearch])).rejects.toThrow(/manifest for .* not found/);
    await expect(digestOf('redis:nothing')).rejects.toThrow(/manifest unknown/);
  });

  it('cannot be reached while they are closed', async () => {
    await registries.close();
    await expect(digestOf('redis:7')).rejects.toThrow(/connection refused/);
    await registries.open();
    expect(await digestOf('redis:7')).toBe(digests.get('redis:7'));
  });
});
