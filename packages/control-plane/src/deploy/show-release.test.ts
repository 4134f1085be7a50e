import { aRollout, aServiceSpec, aSpec, aTaskSpec } from '@devopsellence/core/testing';
import { OPERATOR, type wire } from '@devopsellence/protocol';
import { afterEach, describe, expect, test } from 'vitest';
import type { ChannelWork } from '../gateway/tunnel-channel.js';
import { releaseHandlers } from '../operator/releases.js';
import { findRelease, recordImage } from '../store/index.js';
import { anOperator } from '../testing/an-operator.js';
import { releaseDifferences } from './release-differences.js';
import { NAMES, TestControlPlane, webSpec } from './testing/control-plane.js';
import { closed, type Frame, resolvesToDigest } from './testing/fake-tunnels.js';

let plane: TestControlPlane;

/** Nodes whose engines have the images of these references. */
async function start(nodes: Readonly<Record<string, readonly string[]>>): Promise<void> {
  plane = await TestControlPlane.create(Object.fromEntries(Object.keys(nodes).map((name) => [name, ['web']])));
  for (const [name, has] of Object.entries(nodes)) {
    plane.tunnels.scripts.set(plane.idOf(name), (work) => answer(work, has));
  }
}

function* answer(work: ChannelWork, has: readonly string[]): Generator<Frame> {
  if (!work.findImages) {
    yield* resolvesToDigest(work);
    return;
  }
  const images = work.findImages.images?.filter(({ reference }) => has.includes(reference ?? '')) ?? [];
  yield { foundImages: { images: images as wire.PinnedImage__Output[] } };
  yield closed();
}

async function show(release = ''): Promise<wire.ReleaseDetails> {
  const context = { operator: anOperator(), correlationId: 'c', signal: new AbortController().signal };
  const details = await releaseHandlers(plane.deps).GetRelease({ environment: NAMES, release }, context);
  return OPERATOR.GetRelease.responseDeserialize(OPERATOR.GetRelease.responseSerialize(details));
}

async function deployed(...specs: readonly Parameters<TestControlPlane['deploy']>[0][]): Promise<void> {
  for (const [index, spec] of specs.entries()) {
    await plane.ended(await plane.deploy(spec, { revision: `abc${index}000` }));
  }
}

afterEach(() => plane.close());

describe('a release that is shown', () => {
  test('is the current one, with where its images are', async () => {
    await start({ n1: ['app:2'], n2: [], n3: [] });
    await deployed(webSpec('app:1'), webSpec('app:2'));
    plane.fleet.connect(plane.idOf('n3'), 'offline');
    expect(await show()).toMatchObject({
      release: { number: 2, revision: 'abc1000', createdBy: 'ci', settled: true, current: true },
      services: [
        {
          name: 'web',
          image: { reference: 'app:2', digest: 'sha256:digest-of-app:2' },
          keptOn: ['n1'],
          missingOn: ['n2'],
          uploaded: false,
        },
      ],
      deployments: [{ kind: 'deploy', state: 'DEPLOYMENT_STATE_SETTLED', revision: 'abc1000' }],
      differences: [],
      notAsked: ['n3'],
    });
  });

  test('is an earlier one by a beginning of its revision, with what is other in it', async () => {
    await start({ n1: [] });
    await deployed(webSpec('app:1'), webSpec('app:2'));
    await plane.ended(await plane.rollBack());
    await plane.ended(await plane.rollBack({ release: '2' }));
    const { release, differences, deployments } = await show('abc0');
    expect(release).toMatchObject({ number: 1, current: false });
    expect(differences).toEqual(['replace web (image changed: app:2 → app:1)']);
    expect(deployments?.map(({ kind }) => kind)).toEqual(['rollback', 'deploy']);
  });

  test('says of an image that is in no registry whether the control plane has it', async () => {
    await start({ n1: [] });
    await deployed(webSpec('app:1'));
    const manifest = `sha256:${'e'.repeat(64)}`;
    const images = JSON.stringify({ web: { reference: 'shop:1', digest: null, imageId: 'sha256:1', manifest } });
    await plane.store.db.updateTable('releases').set({ images }).execute();
    expect((await show()).services).toMatchObject([{ name: 'web', uploaded: false, missingOn: ['n1'] }]);
    await plane.store.transaction(async (trx) => {
      await trx.insertInto('blobs').values({ digest: manifest, size: 1, diff_id: null, kept_until: 1 }).execute();
      await recordImage(trx, { manifest, imageId: 'sha256:1', blobs: [manifest] }, 1);
    });
    expect((await show()).services).toMatchObject([{ uploaded: true }]);
  });

  test('names nodes that do not know the question, or say nothing', async () => {
    await start({ n1: [], n2: [] });
    await deployed(webSpec('app:1'));
    plane.tunnels.scripts.set(plane.idOf('n2'), async function* (_, channel) {
      await channel.silence();
      yield closed();
    });
    const shown = show();
    await plane.clock.advance(5_000);
    expect(await shown).toMatchObject({ services: [{ missingOn: ['n1'] }], notAsked: ['n2'] });
  });

  test('is refused where several begin so, naming them, where none does, and where nothing was deployed', async () => {
    await start({ n1: [] });
    await expect(show()).rejects.toMatchObject({ code: 'no_release', nextActions: ['devopsellence deploy'] });
    await plane.ended(await plane.deploy(webSpec('app:1'), { revision: 'abcd1' }));
    await plane.ended(await plane.deploy(webSpec('app:2'), { revision: 'abcd2' }));
    await expect(show('abcd')).rejects.toMatchObject({
      code: 'invalid_argument',
      evidence: ['release 2: abcd2', 'release 1: abcd1'],
      nextActions: ['devopsellence release list', 'devopsellence release show 2'],
    });
    await expect(show('7')).rejects.toMatchObject({ code: 'not_found' });
    await expect(show('x'.repeat(300))).rejects.toMatchObject({ code: 'invalid_argument' });
  });
});

describe('what is other between two releases', () => {
  test('is told service by service, then tasks, then the rollout, without values', async () => {
    await start({ n1: [] });
    const redis = aServiceSpec({ name: 'redis', image: 'redis:7' });
    const before = aSpec([redis, aServiceSpec({ image: 'app:1', env: { COLOUR: 'red' } })], { tasks: [aTaskSpec()] });
    const web = aServiceSpec({
      image: 'app:1',
      env: { COLOUR: 'blue' },
      secretRefs: [{ name: 'KEY', secret: 'api_key' }],
    });
    const after = aSpec([web], {
      tasks: [aTaskSpec({ command: ['other'] })],
      rollout: aRollout({ maxUnavailable: 2 }),
    });
    await plane.setSecret('api_key');
    const first = await plane.deploy(before);
    await plane.ended(first);
    const second = await plane.deploy(after);
    const [from, to] = await Promise.all(
      [first, second].map(({ deployment }) => findRelease(plane.store.db, deployment?.releaseId ?? '')),
    );
    if (!from || !to) throw new Error('a release is missing');
    const differences = releaseDifferences(from, to);
    expect(differences).toEqual([
      'replace web (env changed: COLOUR, secret added: KEY)',
      'remove redis',
      'task release changed',
      'rollout changed',
    ]);
    expect(releaseDifferences(to, to)).toEqual([]);
  });
});
