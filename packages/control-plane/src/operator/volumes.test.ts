import { AppError } from '@devopsellence/core';
import { aServiceSpec, aSpec } from '@devopsellence/core/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TestControlPlane } from '../deploy/testing/control-plane.js';
import { closed, type Frame, resolvesToDigest } from '../deploy/testing/fake-tunnels.js';
import { anOperator } from '../testing/an-operator.js';
import type { OperatorContext } from './handler.js';
import { volumeHandlers } from './volumes.js';

let plane: TestControlPlane;

const redis = aServiceSpec({ name: 'redis', role: 'worker', volumes: [{ source: 'data', target: '/data' }] });

beforeEach(async () => {
  plane = await TestControlPlane.create({ n1: ['web', 'worker'] });
  await plane.ended(await plane.deploy(aSpec([aServiceSpec(), redis])));
});

afterEach(() => plane.close());

const context: OperatorContext = {
  operator: anOperator({ tokenName: 'ops', role: 'owner' }),
  correlationId: 'c',
  signal: new AbortController().signal,
};

const list = () => volumeHandlers(plane.deps).ListVolumes({ node: 'n1', sizes: true }, context);
const remove = (name: string, node = 'n1') => volumeHandlers(plane.deps).RemoveVolume({ node, name }, context);

/** What generated types ask of a message that was received. */
const asReceived = (frame: object) => frame as Frame;

function answers(...frames: readonly object[]): void {
  plane.tunnels.scripts.set(plane.idOf('n1'), (work) =>
    work.resolveImage ? resolvesToDigest(work) : frames.map(asReceived),
  );
}

async function wantedVolume(): Promise<string> {
  const documents = await plane.deps.store.db.selectFrom('desired_environments').select('document').execute();
  const names = /"name":"([^"]+-data)"/.exec(documents.map(({ document }) => document).join());
  return names?.[1] ?? '';
}

async function removals(): Promise<unknown[]> {
  return await plane.deps.store.db.selectFrom('events').selectAll().where('action', '=', 'volume.removed').execute();
}

describe('volumes of a node', () => {
  test('are listed with the services that want them', async () => {
    const name = await wantedVolume();
    const own = { environmentId: 'e', isOwn: true, bytes: 7 };
    const volumes = [
      { ...own, name: 'z-left-over', usedBy: [] },
      { ...own, name, usedBy: ['shop-redis'] },
    ];
    answers({ volumes: { volumes } }, closed());
    expect((await list()).volumes).toMatchObject([
      { name, wantedBy: ['acme/shop/production redis'], usedBy: ['shop-redis'], bytes: 7 },
      { name: 'z-left-over', wantedBy: [] },
    ]);
  });

  test('one that the node is to have is not removed, nor is the node asked', async () => {
    const opened = plane.tunnels.channels.length;
    await expect(remove(await wantedVolume())).rejects.toMatchObject({ code: 'volume_in_use' });
    expect(plane.tunnels.channels).toHaveLength(opened);
    expect(await removals()).toEqual([]);
  });

  test('one that nobody wants is removed by its agent, and leaves an event', async () => {
    answers(closed());
    expect(await remove('z-left-over')).toEqual({ node: 'n1', name: 'z-left-over' });
    expect(plane.tunnels.channels.at(-1)?.work.removeVolume).toEqual({ name: 'z-left-over' });
    expect(await removals()).toMatchObject([{ actor: 'ops', subject: 'node n1' }]);
  });

  test('a removal that the agent refuses leaves no event, and says where to look', async () => {
    answers(closed(new AppError('not_found', { message: 'there is no volume "z-left-over" of this node' })));
    await expect(remove('z-left-over')).rejects.toMatchObject({
      message: 'there is no volume "z-left-over" of this node',
      nextActions: ['devopsellence volume list --node n1'],
    });
    await expect(remove('z-left-over', 'n9')).rejects.toMatchObject({ code: 'not_found' });
    await expect(remove('')).rejects.toMatchObject({ code: 'invalid_argument' });
    expect(await removals()).toEqual([]);
  });
});
