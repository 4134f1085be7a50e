import { encodeSpec, type Instant } from '@devopsellence/core';
import { insertRelease, type Release, type Writer } from '../store/index.js';
import type { ReleaseContent } from './deploy-request.js';
import type { EnvironmentWorld } from './environment-world.js';

export interface ReleaseWanted {
  readonly world: EnvironmentWorld;
  readonly content: ReleaseContent;
  readonly at: Instant;
  /** Name of a token. */
  readonly by: string;
}

/** The current release when it is made of the same, else a new one. */
export async function releaseOf(trx: Writer, { world, content, at, by }: ReleaseWanted): Promise<Release> {
  const { currentRelease, environment } = world;
  if (currentRelease !== null && isSameContent(currentRelease, content)) return currentRelease;
  const { spec, images, revision } = content;
  return await insertRelease(trx, {
    environmentId: environment.id,
    revision,
    spec,
    images,
    createdAt: at,
    createdBy: by,
  });
}

function isSameContent(a: ReleaseContent, b: ReleaseContent): boolean {
  return encodeSpec(a.spec) === encodeSpec(b.spec) && imagesText(a) === imagesText(b);
}

function imagesText({ images }: ReleaseContent): string {
  return Object.keys(images)
    .toSorted()
    .map((service) => {
      const image = images[service];
      return [service, image?.reference, image?.digest, image?.imageId].join(' ');
    })
    .join('\n');
}
