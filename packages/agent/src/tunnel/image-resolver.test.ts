import { AppError } from '@devopsellence/core';
import { FakeClock } from '@devopsellence/runtime/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import type { CredentialFor } from '../session/registry-credentials.js';
import { FakeEngine } from '../testing/fake-engine.js';
import { ImageResolver } from './image-resolver.js';

const { signal } = new AbortController();
const REFERENCE = 'registry.example/shop:1';
const LOOKUP = { reference: REFERENCE, environmentId: 'env-1' };
const unreachable = new AppError('registry_unreachable', { message: 'no such host' });

describe('what an image reference means', () => {
  let clock: FakeClock;
  let engine: FakeEngine;
  let asked: string[];
  let resolver: ImageResolver;

  beforeEach(() => {
    clock = new FakeClock(0);
    engine = new FakeEngine(clock);
    asked = [];
    const credentialFor: CredentialFor = async ({ registryHost, environmentId }) => {
      asked.push(`${registryHost} for ${environmentId}`);
      return null;
    };
    resolver = new ImageResolver({ engine, credentialFor, clock });
  });

  it('is what its registry says', async () => {
    engine.images.registry.set(REFERENCE, 'sha256:1');
    engine.addImage(REFERENCE, { imageId: 'sha256:old', digest: null });
    const image = { reference: REFERENCE, digest: 'sha256:1', imageId: null };
    expect(await resolver.resolve(LOOKUP, signal)).toEqual(image);
    expect(asked).toEqual(['registry.example for env-1']);
  });

  it.each([
    ['the digest it was pulled by', 'sha256:1', { digest: 'sha256:1', imageId: null }],
    ['its id', null, { digest: null, imageId: 'sha256:local' }],
  ])('is, where the registry does not know it, the image of this node by %s', async (_, digest, pin) => {
    engine.addImage(REFERENCE, { imageId: 'sha256:local', digest });
    expect(await resolver.resolve(LOOKUP, signal)).toEqual({ reference: REFERENCE, ...pin });
  });

  it('is nothing when nobody has it', async () => {
    await expect(resolver.resolve(LOOKUP, signal)).rejects.toMatchObject({ code: 'image_not_found' });
  });

  it('is not known when nobody could say', async () => {
    engine.failNext('findInRegistry', unreachable);
    await expect(resolver.resolve(LOOKUP, signal)).rejects.toMatchObject({ code: 'registry_unreachable' });
  });

  it('is the image of this node where the registry refuses the credential, or nothing', async () => {
    const refused = new AppError('registry_auth_failed', { message: 'unauthorized' });
    engine.failNext('findInRegistry', refused);
    await expect(resolver.resolve(LOOKUP, signal)).rejects.toBe(refused);
    engine.addImage(REFERENCE, { imageId: 'sha256:local', digest: null });
    engine.failNext('findInRegistry', refused);
    expect(await resolver.resolve(LOOKUP, signal)).toMatchObject({ imageId: 'sha256:local' });
  });

  it('is asked of a registry that is out of reach once a minute', async () => {
    engine.failNext('findInRegistry', unreachable);
    engine.addImage(REFERENCE, { imageId: 'sha256:local', digest: null });
    await resolver.resolve(LOOKUP, signal);
    await resolver.resolve(LOOKUP, signal);
    const calls = () => engine.calls.filter((call) => call === 'findInRegistry').length;
    expect(calls()).toBe(1);
    await clock.advance(60_000);
    await resolver.resolve(LOOKUP, signal);
    expect(calls()).toBe(2);
  });
});
