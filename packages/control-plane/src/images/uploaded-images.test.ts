import { createHash } from 'node:crypto';
import { encodeImageManifest } from '@devopsellence/core';
import { aSpec } from '@devopsellence/core/testing';
import { FakeClock, silentLogger } from '@devopsellence/runtime/testing';
import { describe, expect, it } from 'vitest';
import { BlobStore } from '../blobs/blob-store.js';
import {
  attachNode,
  endDeployment,
  ensureEnvironment,
  insertDeployment,
  insertNode,
  insertRelease,
  newId,
  publishDesiredEnvironment,
  setCurrentRelease,
} from '../store/index.js';
import { aDesiredEnvironment, aDesiredService } from '../testing/documents.js';
import { tempDirectory } from '../testing/temp-directory.js';
import { tempStore } from '../testing/temp-store.js';
import { UploadedImages } from './uploaded-images.js';

const never = new AbortController().signal;
const digestOf = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`;
const partOf = (text: string) => ({ digest: digestOf(text), size: text.length });
const CONFIG = '{"architecture":"amd64"}';
const IMAGE_ID = digestOf(CONFIG);
const LAYERS = ['the base', 'the app'];
const MANIFEST = encodeImageManifest({ config: partOf(CONFIG), layers: LAYERS.map(partOf) });
const NAMES = { organization: 'acme', project: 'shop', environment: 'production' };

async function open() {
  const clock = new FakeClock(1_000);
  const store = await tempStore();
  const deps = { dataDirectory: await tempDirectory(), store, clock, logger: silentLogger };
  const blobs = await BlobStore.open(deps);
  const images = new UploadedImages({ ...deps, blobs });
  const upload = async (...texts: readonly string[]) => {
    for (const text of texts) {
      async function* all() {
        yield Buffer.from(text);
      }
      for await (const _ of blobs.upload({ ...partOf(text), diffId: null }, all(), never));
    }
  };
  return { store, images, upload };
}

/** A node that was told to run a release with the image, after so many others without it. */
async function release({ store }: Awaited<ReturnType<typeof open>>, image: object | null) {
  return await store.transaction(async (trx) => {
    const environment = await ensureEnvironment(trx, NAMES, 1);
    const pinned = { reference: 'shop:1', digest: null, imageId: IMAGE_ID, ...image };
    const inserted = await insertRelease(trx, {
      environmentId: environment.id,
      revision: 'abc',
      spec: aSpec(),
      images: { web: pinned },
      createdAt: 1,
      createdBy: 'owner',
    });
    return { environment, release: inserted, pinned };
  });
}

describe('an uploaded image', () => {
  it('is taken in when all of it is there, and found by its id from then on', async () => {
    const { images, upload } = await open();
    await upload(CONFIG, ...LAYERS, MANIFEST);
    expect(await images.find(IMAGE_ID)).toBeNull();
    for (let times = 0; times < 2; times += 1) await images.admit(digestOf(MANIFEST), IMAGE_ID);
    expect(await images.find(IMAGE_ID)).toBe(digestOf(MANIFEST));
  });

  it('is not uploaded while a part is missing, which is named', async () => {
    const { images, upload } = await open();
    const admitting = () => images.admit(digestOf(MANIFEST), IMAGE_ID);
    await expect(admitting()).rejects.toMatchObject({ code: 'image_not_uploaded', evidence: [digestOf(MANIFEST)] });
    await upload(MANIFEST, CONFIG, 'the app');
    await expect(admitting()).rejects.toMatchObject({ code: 'image_not_uploaded', evidence: [digestOf('the base')] });
  });

  it('is refused under the id of another one, and when its manifest is none', async () => {
    const { images, upload } = await open();
    await upload(CONFIG, ...LAYERS, MANIFEST, 'text');
    for (const [manifest, id] of [
      [MANIFEST, digestOf('another')],
      ['text', IMAGE_ID],
    ] as const) {
      await expect(images.admit(digestOf(manifest), id)).rejects.toMatchObject({ code: 'invalid_argument' });
    }
  });
});

describe('the blobs of an uploaded image', () => {
  it('are for the nodes that are told to run it, and for no other', async () => {
    const scene = await open();
    const { images, upload, store } = scene;
    await upload(CONFIG, ...LAYERS, MANIFEST, 'unrelated');
    await images.admit(digestOf(MANIFEST), IMAGE_ID);
    const { environment, release: current, pinned } = await release(scene, { manifest: digestOf(MANIFEST) });
    const [runner, other] = await store.transaction(async (trx) => {
      const ids = [];
      for (const name of ['n1', 'n2']) ids.push(await insertNode(trx, { name, labels: ['web'], at: 1 }));
      const [nodeId = ''] = ids;
      await attachNode(trx, { nodeId, environmentId: environment.id, at: 1 });
      const service = aDesiredService('web');
      const document = aDesiredEnvironment(environment.id, [
        { ...service, definition: { ...service.definition, image: pinned } },
      ]);
      const published = { nodeId, environmentId: environment.id, releaseId: current.id, deploymentId: 'd', document };
      await publishDesiredEnvironment(trx, { ...published, at: 1 });
      return ids;
    });
    for (const text of [MANIFEST, CONFIG, ...LAYERS]) {
      expect(await images.mayFetch(runner ?? '', digestOf(text))).toBe(true);
      expect(await images.mayFetch(other ?? '', digestOf(text))).toBe(false);
    }
    expect(await images.mayFetch(runner ?? '', digestOf('unrelated'))).toBe(false);
  });

  it('are kept for the ten newest releases of an environment, and for its current one', async () => {
    const scene = await open();
    const { images, upload, store } = scene;
    await upload(CONFIG, ...LAYERS, MANIFEST);
    await images.admit(digestOf(MANIFEST), IMAGE_ID);
    expect(await images.used()).toEqual(new Set());
    const all = new Set([MANIFEST, CONFIG, ...LAYERS].map(digestOf));
    const { environment, release: first } = await release(scene, { manifest: digestOf(MANIFEST) });
    for (let others = 0; others < 9; others += 1) await release(scene, null);
    expect(await images.used()).toEqual(all);
    await release(scene, null);
    expect(await images.used()).toEqual(new Set());
    await store.transaction((trx) => setCurrentRelease(trx, environment.id, first.id));
    expect(await images.used()).toEqual(all);
  });

  it('are kept for the ten releases that settled last, however many have failed since', async () => {
    const scene = await open();
    const { images, upload, store } = scene;
    await upload(CONFIG, ...LAYERS, MANIFEST);
    await images.admit(digestOf(MANIFEST), IMAGE_ID);
    const all = new Set([MANIFEST, CONFIG, ...LAYERS].map(digestOf));
    const settle = async (releaseId: string, environmentId: string) =>
      store.transaction(async (trx) => {
        const id = newId();
        const common = { id, environmentId, releaseId, requestToken: id, startedBy: 'ci', startedAt: 1, deadlineAt: 2 };
        await insertDeployment(trx, { ...common, kind: 'deploy' });
        await endDeployment(trx, id, { state: 'settled', reason: '', at: 2 });
      });
    const { environment, release: first } = await release(scene, { manifest: digestOf(MANIFEST) });
    await settle(first.id, environment.id);
    for (let others = 0; others < 30; others += 1) await release(scene, null);
    expect(await images.used()).toEqual(all);
    for (let others = 0; others < 10; others += 1) {
      await settle((await release(scene, null)).release.id, environment.id);
    }
    expect(await images.used()).toEqual(new Set());
  });
});
