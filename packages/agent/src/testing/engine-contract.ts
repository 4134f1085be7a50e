import type { PinnedImage } from '@devopsellence/core';
import { aDefinition } from '@devopsellence/core/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ContainerEngine, EngineEvent, NewContainer } from '../engine/container-engine.js';
import { collect, read } from './collect.js';
import { namingContract } from './naming-contract.js';
import { workContract } from './work-contract.js';

/** One engine to put to the test, as new, with an image on it that has a shell. */
export interface ContractWorld {
  readonly engine: ContainerEngine;
  readonly image: PinnedImage;
  /** Makes a volume that the product made for another node. Resolves to its name. */
  readonly foreignVolume: () => Promise<string>;
}

const ENVIRONMENT = 'env-contract';
const NETWORK = 'contract-net';
const IDENTITY = { environmentId: ENVIRONMENT, service: 'web', hash: 'hash-1', dependsOn: ['redis', 'search'] };

/**
 * What the agent counts on in every engine. Run on the fake always, and on real Docker by test/e2e: a fake that keeps a
 * contract the real one breaks would prove nothing.
 */
export function engineContract(name: string, open: () => Promise<ContractWorld>): void {
  describe(`${name} keeps the contract of a container engine`, () => {
    const stop = new AbortController();
    const { signal } = stop;
    let world: ContractWorld;
    let engine: ContainerEngine;

    function aContainer(name: string, script: string): NewContainer {
      const definition = aDefinition({ image: world.image, command: ['sh', '-c', script], ports: [] });
      return {
        ...IDENTITY,
        isNamed: true,
        releaseId: 'release-1',
        taskRun: null,
        name,
        network: NETWORK,
        role: 'web',
        definition,
        secretEnv: {},
      };
    }

    async function started(name: string, script: string): Promise<string> {
      const id = await engine.createContainer(aContainer(name, script), signal);
      await engine.startContainer(id, signal);
      return id;
    }

    async function ended(id: string): Promise<void> {
      await expect.poll(async () => (await engine.inspectContainer(id, signal))?.state).toBe('exited');
    }

    beforeEach(async () => {
      world = await open();
      engine = world.engine;
      await engine.createNetwork({ name: NETWORK, environmentId: ENVIRONMENT }, signal);
    });

    afterEach(async () => {
      for (const { id } of await engine.listContainers(signal)) {
        await engine.stopContainer(id, 0, signal);
        await engine.removeContainer(id, signal);
      }
      for (const { id } of await engine.listNetworks(signal)) await engine.removeNetwork(id, signal);
    });

    it('creates a network once however often it is asked, and removes it so', async () => {
      await engine.createNetwork({ name: NETWORK, environmentId: ENVIRONMENT }, signal);
      const networks = await engine.listNetworks(signal);
      expect(networks).toMatchObject([
        { name: NETWORK, environmentId: ENVIRONMENT, attached: [], keepsAddresses: true },
      ]);
      for (const { id } of [...networks, ...networks]) await engine.removeNetwork(id, signal);
      expect(await engine.listNetworks(signal)).toEqual([]);
    });

    it('creates a volume once however often it is asked', async () => {
      const volume = { name: 'contract-data', environmentId: ENVIRONMENT };
      await engine.createVolume(volume, signal);
      await engine.createVolume(volume, signal);
      expect((await engine.listVolumes(signal)).filter((each) => each === volume.name)).toHaveLength(1);
    });

    it('tells of a volume whose it is and who has it, and removes it when nobody has it any more', async () => {
      const name = 'contract-kept';
      await engine.createVolume({ name, environmentId: ENVIRONMENT }, signal);
      const user = aContainer('contract-user', 'exit 0');
      const definition = { ...user.definition, volumes: [{ name, target: '/data' }] };
      const id = await engine.createContainer({ ...user, definition }, signal);
      const described = async () => (await engine.describeVolumes(signal)).find((volume) => volume.name === name);
      const facts = { name, environmentId: ENVIRONMENT, isOwn: true };
      expect(await described()).toEqual({ ...facts, usedBy: ['contract-user'] });
      await expect(engine.removeVolume(name, signal)).rejects.toMatchObject({ code: 'volume_in_use' });
      await engine.removeContainer(id, signal);
      expect(await described()).toEqual({ ...facts, usedBy: [] });
      await engine.removeVolume(name, signal);
      expect(await described()).toBeUndefined();
      await expect(engine.removeVolume(name, signal)).rejects.toMatchObject({ code: 'not_found' });
    });

    it("tells of volumes that are another node's, and does not remove them", async () => {
      const name = await world.foreignVolume();
      const described = (await engine.describeVolumes(signal)).find((volume) => volume.name === name);
      expect(described).toMatchObject({ name, isOwn: false, usedBy: [] });
      await expect(engine.removeVolume(name, signal)).rejects.toMatchObject({ code: 'not_found' });
      expect((await engine.describeVolumes(signal)).map((volume) => volume.name)).toContain(name);
    });

    it('tells how it is, and how much room it takes', async () => {
      const { facts, ports } = await engine.survey(signal);
      expect(facts.version).not.toBe('');
      expect(facts.rootDirectory).toMatch(/^\//);
      expect(facts.foreignContainers).toBe(0);
      expect(ports).toEqual([]);
      await engine.createVolume({ name: 'contract-data', environmentId: ENVIRONMENT }, signal);
      const { imagesBytes, volumeBytes } = await engine.measure(signal);
      expect(imagesBytes).toBeGreaterThan(0);
      expect(volumeBytes.get('contract-data')).toBeGreaterThanOrEqual(0);
    });

    it('lists a container as what it was created for, and inspects it by id and by name', async () => {
      const id = await engine.createContainer(aContainer('contract-web', 'sleep 1000'), signal);
      const expected = { id, name: 'contract-web', ...IDENTITY };
      expect(await engine.listContainers(signal)).toMatchObject([{ ...expected, state: 'created', address: null }]);
      const run = { startedAt: null, exitCode: null, finishedAt: null };
      expect(await engine.inspectContainer(id, signal)).toMatchObject({ ...expected, ...run });
      expect(await engine.inspectContainer('contract-web', signal)).toMatchObject(expected);
      expect(await engine.inspectContainer('contract-none', signal)).toBeNull();
    });

    it('lists a run of a task as one, and the name of the task leads nowhere', async () => {
      const made = { service: 'release', taskRun: 'run-1', dependsOn: [] };
      const run = { ...aContainer('contract-run', 'exit 3'), ...made, role: null, hash: '' };
      const id = await engine.createContainer(run, signal);
      await engine.startContainer(id, signal);
      await ended(id);
      const expected = { id, ...made, state: 'exited' };
      expect(await engine.listContainers(signal)).toMatchObject([expected]);
      expect(await engine.inspectContainer(id, signal)).toMatchObject({
        ...expected,
        exitCode: 3,
        isOutOfMemory: false,
      });
    });

    it('refuses a name that is taken', async () => {
      await engine.createContainer(aContainer('contract-web', 'sleep 1000'), signal);
      const second = engine.createContainer(aContainer('contract-web', 'sleep 1000'), signal);
      await expect(second).rejects.toMatchObject({ code: 'name_taken' });
    });

    it('takes the start of a missing container for done', async () => {
      await engine.startContainer('contract-none', signal);
      expect(await engine.listContainers(signal)).toEqual([]);
    });

    const tools = { engine: () => engine, aContainer, started, ended, network: NETWORK, signal };
    namingContract(tools);
    workContract(tools);

    it('stops a container, by force after the grace time, and so often as it is asked', async () => {
      const id = await started('contract-web', "trap '' TERM; sleep 1000");
      await engine.stopContainer(id, 0, signal);
      await engine.stopContainer(id, 0, signal);
      expect(await engine.inspectContainer(id, signal)).toMatchObject({
        state: 'exited',
        exitCode: 137,
        address: null,
      });
      await engine.stopContainer('contract-none', 0, signal);
    });

    it('removes a container, and so often as it is asked', async () => {
      const id = await started('contract-web', 'exit 0');
      await ended(id);
      await engine.removeContainer(id, signal);
      await engine.removeContainer(id, signal);
      expect(await engine.listContainers(signal)).toEqual([]);
    });

    it('knows how a container ended', async () => {
      const id = await started('contract-web', 'exit 3');
      await ended(id);
      const seen = await engine.inspectContainer(id, signal);
      expect(seen).toMatchObject({ state: 'exited', exitCode: 3 });
      expect(seen?.finishedAt ?? 0).toBeGreaterThanOrEqual(seen?.startedAt ?? Number.POSITIVE_INFINITY);
    });

    it('starts an ended container again', async () => {
      const id = await started('contract-web', 'exit 3');
      await ended(id);
      await engine.startContainer(id, signal);
      await ended(id);
      expect(await engine.inspectContainer(id, signal)).toMatchObject({ exitCode: 3 });
    });

    it('gives the lines a container wrote, the newest so many, with the stream of each', async () => {
      const id = await started('contract-web', 'echo one; echo two >&2; echo three; exit 0');
      await ended(id);
      const all = await read(engine.logs({ containerId: id, lines: null, sinceNs: null, follow: false }, signal));
      expect(all.map(({ line, stderr }) => [String(line), stderr]).toSorted()).toEqual([
        ['one', false],
        ['three', false],
        ['two', true],
      ]);
      expect(all.every(({ atNs }) => atNs > 0n)).toBe(true);
      // An engine may mix lines of both streams that it got within the same moment.
      const inOrder = (lines: typeof all) => lines.toSorted((a, b) => (a.atNs < b.atNs ? -1 : 1));
      const [first, second] = inOrder(all);
      const later = { containerId: id, lines: null, sinceNs: second?.atNs ?? null, follow: false };
      expect(inOrder(await read(engine.logs(later, signal)))).toEqual(inOrder(all).filter((line) => line !== first));
      const query = { containerId: id, lines: 1, sinceNs: null, follow: false };
      expect(await read(engine.logs(query, signal))).toHaveLength(1);
    });

    it('follows a log to the end of the container', async () => {
      const id = await started('contract-web', 'echo one; exit 0');
      const lines = await read(engine.logs({ containerId: id, lines: null, sinceNs: null, follow: true }, signal));
      expect(lines.map(({ line }) => String(line))).toEqual(['one']);
    });

    it('tells what happens, from the moment of the subscription on', async () => {
      const seen: EngineEvent[] = [];
      const subscription = new AbortController();
      const reading = collect(await engine.events(subscription.signal), seen);
      const id = await started('contract-web', 'exit 3');
      await ended(id);
      await engine.removeContainer(id, signal);
      await expect.poll(() => seen.at(-1)?.kind).toBe('containerRemoved');
      subscription.abort();
      await reading;
      const ofContainer = seen.filter((event) => 'containerId' in event && event.containerId === id);
      expect(ofContainer.map((event) => event.kind)).toEqual([
        'networkAttached',
        'containerStarted',
        'containerExited',
        'networkDetached',
        'containerRemoved',
      ]);
      expect(ofContainer.find((event) => event.kind === 'containerExited')).toMatchObject({ exitCode: 3 });
    });

    it('gives an image another name, as often as it is asked, and takes that name alone away again', async () => {
      const { reference, imageId } = world.image;
      const name = 'contract.invalid/app:1';
      await engine.tagImage(reference, name, signal);
      await engine.tagImage(reference, name, signal);
      expect(await engine.findLocally(name, signal)).toMatchObject({ imageId });
      expect((await engine.findLocally(reference, signal))?.names).toEqual(expect.arrayContaining([reference, name]));
      await engine.removeImage(name, signal);
      expect(await engine.findLocally(name, signal)).toBeNull();
      expect(await engine.findLocally(reference, signal)).toMatchObject({ imageId });
      const tagging = engine.tagImage('contract.invalid/none:1', name, signal);
      await expect(tagging).rejects.toMatchObject({ code: 'image_not_found' });
    });

    it('finds an image by its names, and none where there is none', async () => {
      const { reference, imageId } = world.image;
      expect(await engine.findLocally(reference, signal)).toMatchObject({ imageId });
      expect(await engine.findLocally('contract.invalid/none:1', signal)).toBeNull();
      expect(await engine.listImages(signal)).toContain(imageId);
      await engine.removeImage('contract.invalid/none:1', signal);
    });
  });
}
