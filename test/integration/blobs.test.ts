import { createHash, randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GrpcClient } from '@devopsellence/cli';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InProcessCluster } from '../harness/in-process.js';

/*
 * Blobs over the real wire, between the CLI's client and a control plane.
 */

let cluster: InProcessCluster;
let client: GrpcClient;

beforeAll(async () => {
  cluster = await InProcessCluster.start({ nodes: ['n1'] });
  const { controlPlane } = cluster;
  const certificateAuthority = await readFile(join(controlPlane.dataDir, 'authority.pem'), 'utf8');
  const server = { address: controlPlane.operator, token: await controlPlane.ownerToken(), certificateAuthority };
  client = new GrpcClient(server, new AbortController().signal);
});

afterAll(async () => {
  client?.close();
  await cluster?.dispose();
});

/** Uploads the bytes, of which so many are there of an upload that was interrupted. */
async function upload(bytes: Buffer, left: number): Promise<number> {
  const hex = createHash('sha256').update(bytes).digest('hex');
  if (left > 0) await writeFile(join(cluster.controlPlane.dataDir, 'blobs/incoming', hex), bytes.subarray(0, left));
  const send = () =>
    client.uploadBlob({
      blob: { digest: `sha256:${hex}`, size: bytes.length, diffId: null },
      async *read(offset) {
        for (let at = offset; at < bytes.length; at += 100_000) yield bytes.subarray(at, at + 100_000);
      },
      onSent: () => undefined,
    });
  const sent = await send();
  const whole = join(cluster.controlPlane.dataDir, 'blobs/sha256', hex.slice(0, 2), hex);
  expect((await readFile(whole)).equals(bytes)).toBe(true);
  expect(await send()).toBe(0);
  return sent;
}

describe('a blob that is uploaded', () => {
  it.each([
    ['from its beginning', 0, 700_000],
    ['from where an upload was interrupted', 650_000, 50_000],
    ['to its end, where only the check was interrupted', 700_000, 0],
  ])('is sent %s', async (_, left, sent) => {
    expect(await upload(randomBytes(700_000), left)).toBe(sent);
  });
});
