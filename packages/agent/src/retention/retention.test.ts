import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { engineReference } from '@devopsellence/core';
import { aDefinition, aDesiredState, anEnvironment, anImage, aService } from '@devopsellence/core/testing';
import { FakeClock, silentLogger } from '@devopsellence/runtime/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { FakeEngine } from '../testing/fake-engine.js';
import { settle } from '../testing/settle.js';
import { ImageKeeper } from './image-keeper.js';
import { imageRecordText, readImageRecord } from './image-record-file.js';
import {
  type ImageRecord,
  NO_IMAGES,
  recordDesiredState,
  recordPulled,
  recordSettled,
  surplusImages,
} from './retention.js';

const imageOf = (release: number) => anImage(`shop/app:${release}`);
const nameOf = (release: number) => engineReference(imageOf(release));

function release(number: number, id = 'env-1') {
  const services = [aService({ definition: aDefinition({ image: imageOf(number) }) })];
  return aDesiredState({ environments: [anEnvironment({ id, releaseId: `release-${number}`, services })] });
}

function afterReleases(count: number): ImageRecord {
  let record = NO_IMAGES;
  for (let number = 1; number <= count; number += 1) {
    record = recordPulled(recordDesiredState(record, release(number)), nameOf(number));
  }
  return record;
}

describe('images that are kept', () => {
  it('are those of the current release and the ten before it', () => {
    expect(surplusImages(afterReleases(11))).toEqual([]);
    expect(surplusImages(afterReleases(13))).toEqual([nameOf(1), nameOf(2)]);
  });

  it('count a release once however often it is published', () => {
    let record = afterReleases(11);
    for (let again = 0; again < 5; again += 1) record = recordDesiredState(record, release(11));
    expect(surplusImages(record)).toEqual([]);
  });

  it('are those of releases that settled, however many that did not came after them', () => {
    let record = recordSettled(recordDesiredState(afterReleases(1), release(1)));
    for (let number = 2; number <= 40; number += 1) {
      record = recordPulled(recordDesiredState(record, release(number)), nameOf(number));
    }
    const surplus = surplusImages(record);
    expect(surplus).not.toContain(nameOf(1));
    expect(surplus).toEqual(Array.from({ length: 29 }, (_, index) => nameOf(index + 2)));
    expect(recordSettled(recordSettled(record))).toEqual(recordSettled(record));
  });

  it('are those that somebody else brought, whatever their release', () => {
    let record = NO_IMAGES;
    for (let number = 1; number <= 20; number += 1) record = recordDesiredState(record, release(number));
    expect(surplusImages(record)).toEqual([]);
  });

  it('are none of an environment that is gone', () => {
    const record = recordDesiredState(afterReleases(2), aDesiredState({ environments: [] }));
    expect(surplusImages(record)).toEqual([nameOf(1), nameOf(2)]);
  });
});

describe('the record of images', () => {
  it('is read as it was written, and as an earlier agent wrote it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'images-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const path = join(folder, 'images.json');
    const record = recordDesiredState(recordSettled(afterReleases(1)), release(2));
    await writeFile(path, imageRecordText(record));
    expect(await readImageRecord(path)).toEqual(record);
    await writeFile(path, imageRecordText(record).replaceAll(/,"hasSettled":(true|false)/g, ''));
    expect((await readImageRecord(path)).environments['env-1']).toMatchObject([
      { releaseId: 'release-1', hasSettled: true },
      { releaseId: 'release-2', hasSettled: true },
    ]);
  });
});

describe('the image keeper', () => {
  it('removes what is not kept when the node is settled, at most every five minutes', async () => {
    const clock = new FakeClock(1_000_000);
    const engine = new FakeEngine(clock);
    const { signal } = new AbortController();
    const keeper = new ImageKeeper({
      engine,
      record: afterReleases(12),
      onChange: () => undefined,
      clock,
      logger: silentLogger,
    });
    keeper.settled(signal);
    await settle();
    expect(keeper.record.pulled).not.toContain(nameOf(1));
    keeper.accepted(release(13));
    keeper.pulled(nameOf(13));
    keeper.settled(signal);
    await settle();
    expect(engine.calls).toEqual(['removeImage']);
    await clock.advance(5 * 60_000);
    keeper.settled(signal);
    await settle();
    expect(engine.calls).toEqual(['removeImage', 'removeImage']);
  });
});
