import { AppError, type EnvironmentSpec, type PinnedImage } from '@devopsellence/core';
import { aServiceSpec, aSpec } from '@devopsellence/core/testing';
import { FakeClock } from '@devopsellence/runtime/testing';
import { describe, expect, test } from 'vitest';
import type { Node } from '../store/index.js';
import type { AppImage } from './deploy-request.js';
import { resolveImages } from './resolve-images.js';
import { FakeFleet } from './testing/fake-fleet.js';
import { FakeImages } from './testing/fake-images.js';
import { closed, FakeTunnels, type NodeScript, resolvesToDigest } from './testing/fake-tunnels.js';

const DIGEST = `sha256:${'a'.repeat(64)}`;

function aNode(name: string): Node {
  const times = { joinedAt: 0, lastSeenAt: 0, heldAt: null, ingress: 'none' as const };
  return { id: name, name, ...times, certificateFingerprint: null, agentVersion: '', revision: 0, labels: [] };
}

function hasImage(imageId: string): NodeScript {
  return function* ({ resolveImage }) {
    yield { image: { reference: resolveImage?.reference ?? '', digest: '', imageId, manifest: '' } };
    yield closed();
  };
}

const lacksImage: NodeScript = function* () {
  yield closed(new AppError('image_not_found', { message: 'no such image', nextActions: ['docker load'] }));
};

class Scene {
  readonly fleet = new FakeFleet();
  readonly tunnels = new FakeTunnels();
  readonly images = new FakeImages();
  readonly clock = new FakeClock();
  readonly names: readonly string[];

  constructor(nodes: Readonly<Record<string, NodeScript | 'offline'>>) {
    this.names = Object.keys(nodes);
    for (const [name, script] of Object.entries(nodes)) {
      if (script === 'offline') continue;
      this.fleet.connect(name);
      this.tunnels.scripts.set(name, script);
    }
  }

  resolve(
    spec: EnvironmentSpec,
    appImage: AppImage | null = null,
    dryRun = false,
  ): Promise<Readonly<Record<string, PinnedImage>>> {
    const placements = spec.services.map(({ name }) => ({ service: name, nodeIds: this.names }));
    const environment = { id: 'env-1' };
    const request = { environment, spec, appImage, placements, nodes: this.names.map(aNode), dryRun };
    return resolveImages(this, request, new AbortController().signal);
  }

  get asked(): readonly string[] {
    return this.tunnels.channels.map(({ nodeId, work }) => `${nodeId}: ${work.resolveImage?.reference}`);
  }
}

const web = aSpec([aServiceSpec({ image: 'app:1' })]);
const app = aSpec([aServiceSpec({ image: null })]);
const ID = `sha256:${'b'.repeat(64)}`;
const MANIFEST = `sha256:${'c'.repeat(64)}`;
const BUILT = { reference: 'shop:1', id: ID, manifest: null };
const PINNED = { reference: 'shop:1', digest: null, imageId: ID };

describe('resolving images', () => {
  test('asks one node for a tag, and pins the digest for all', async () => {
    const scene = new Scene({ n1: resolvesToDigest, n2: resolvesToDigest });
    expect(await scene.resolve(web)).toEqual({
      web: { reference: 'app:1', digest: 'sha256:digest-of-app:1', imageId: null },
    });
    expect(scene.asked).toEqual(['n1: app:1']);
    expect(scene.tunnels.channels[0]?.isCancelled).toBe(true);
  });

  test('asks once for a reference that several services use, and for the app image', async () => {
    const scene = new Scene({ n1: resolvesToDigest });
    const services = ['a', 'b'].map((name) => aServiceSpec({ name, image: null }));
    const images = await scene.resolve(aSpec([...services, aServiceSpec({ image: 'app:1' })]), {
      reference: 'app:1',
      id: null,
      manifest: null,
    });
    expect(Object.keys(images).toSorted()).toEqual(['a', 'b', 'web']);
    expect(scene.asked).toEqual(['n1: app:1']);
  });

  test('asks every node for an app image that was built, by its id, and shows its name', async () => {
    const scene = new Scene({ n1: hasImage(ID), n2: hasImage(ID) });
    expect(await scene.resolve(app, BUILT)).toEqual({ web: PINNED });
    expect(scene.asked).toEqual([`n1: ${ID}`, `n2: ${ID}`]);
  });

  test('asks nobody for a reference that carries its digest', async () => {
    const reference = `registry.example/app:1@${DIGEST}`;
    const scene = new Scene({ n1: 'offline' });
    expect(await scene.resolve(aSpec([aServiceSpec({ image: reference })]))).toEqual({
      web: { reference, digest: DIGEST, imageId: null },
    });
  });

  test('pins an image that is only on the nodes by its id, when all have the same', async () => {
    const scene = new Scene({ n1: hasImage('sha256:1'), n2: hasImage('sha256:1'), n3: 'offline' });
    expect(await scene.resolve(web)).toEqual({ web: { reference: 'app:1', digest: null, imageId: 'sha256:1' } });
    expect(scene.asked).toEqual(['n1: app:1', 'n2: app:1']);
  });

  test('refuses an image that is not the same on all nodes, naming them', async () => {
    const scene = new Scene({ n1: hasImage('sha256:1'), n2: hasImage('sha256:2') });
    await expect(scene.resolve(web)).rejects.toMatchObject({
      code: 'image_disagreement',
      message: 'image app:1 is not the same on every node that will run it: it differs on n2',
      evidence: ['n2: sha256:2'],
    });
  });

  test('refuses an image that some nodes lack, naming them', async () => {
    const scene = new Scene({ n1: hasImage('sha256:1'), n2: lacksImage, n3: lacksImage });
    await expect(scene.resolve(web)).rejects.toMatchObject({
      code: 'image_not_found',
      message: 'image app:1 is in no registry and not on every node that will run it: not on n2, n3',
    });
  });

  test('passes on what the node answers, with its name and what to do', async () => {
    await expect(new Scene({ n1: lacksImage }).resolve(web)).rejects.toMatchObject({
      code: 'image_not_found',
      message: 'image app:1 could not be resolved on node n1: no such image',
      nextActions: ['docker load'],
    });
  });

  test('says what to do where the node does not', async () => {
    const failing = (code: 'image_not_found' | 'registry_unreachable') =>
      async function* () {
        yield closed(new AppError(code, { message: 'no' }));
      };
    const tries = { image_not_found: /name and the tag/, registry_unreachable: /reaches the registry/ } as const;
    for (const code of ['image_not_found', 'registry_unreachable'] as const) {
      const nextActions = expect.arrayContaining([expect.stringMatching(tries[code])]);
      await expect(new Scene({ n1: failing(code) }).resolve(web)).rejects.toMatchObject({ code, nextActions });
    }
  });

  test('asks the next node when one cannot be asked', async () => {
    const scene = new Scene({ n1: resolvesToDigest, n2: resolvesToDigest });
    scene.tunnels.scripts.delete('n1');
    await scene.resolve(web);
    expect(scene.asked).toEqual(['n2: app:1']);
  });

  test('says so when no node is online', async () => {
    await expect(new Scene({ n1: 'offline' }).resolve(web)).rejects.toMatchObject({
      code: 'node_offline',
      message: 'no node that will run web is online, so nobody can tell what image app:1 is',
    });
  });

  test('gives up on a node that says nothing', async () => {
    const scene = new Scene({
      n1: async function* (_, channel) {
        await channel.silence();
        yield closed();
      },
    });
    const resolving = expect(scene.resolve(web)).rejects.toMatchObject({ code: 'registry_unreachable' });
    await scene.clock.advance(30_000);
    await resolving;
    expect(scene.tunnels.channels[0]?.isCancelled).toBe(true);
  });
});

describe('an app image that was built', () => {
  test('is to be uploaded when a node that will run it lacks it, or cannot be asked', async () => {
    for (const other of [lacksImage, 'offline'] as const) {
      const scene = new Scene({ n1: hasImage(ID), n2: other });
      await expect(scene.resolve(app, BUILT)).rejects.toMatchObject({
        code: 'image_not_uploaded',
        message: 'image shop:1 was built and is not on every node that will run it',
        evidence: expect.arrayContaining([expect.stringContaining('n2')]),
      });
    }
  });

  test('is taken from what was uploaded, and no node is asked', async () => {
    const scene = new Scene({ n1: lacksImage, n2: 'offline' });
    scene.images.uploaded.add(MANIFEST);
    expect(await scene.resolve(app, { ...BUILT, manifest: MANIFEST })).toEqual({
      web: { ...PINNED, manifest: MANIFEST },
    });
    expect(await scene.resolve(app, BUILT)).toEqual({ web: { ...PINNED, manifest: MANIFEST } });
    expect(scene.asked).toEqual([]);
  });

  test('is to be uploaded again when parts of it are missing', async () => {
    const scene = new Scene({ n1: hasImage(ID) });
    await expect(scene.resolve(app, { ...BUILT, manifest: MANIFEST })).rejects.toMatchObject({
      code: 'image_not_uploaded',
    });
  });

  test('may be missing everywhere when the plan is only to be shown', async () => {
    expect(await new Scene({ n1: lacksImage }).resolve(app, BUILT, true)).toEqual({ web: PINNED });
  });
});
