import { createHash, randomBytes } from 'node:crypto';
import { AGENT_GATEWAY, duplexStream, OPERATOR, serverStream, type wire } from '@devopsellence/protocol';
import { Metadata } from '@grpc/grpc-js';
import { describe, expect, it } from 'vitest';
import { Received } from '../testing/received.js';
import { RunningControlPlane } from '../testing/running-control-plane.js';

const digestOf = (bytes: Buffer) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

function openUpload(plane: RunningControlPlane) {
  const metadata = new Metadata();
  metadata.set('authorization', `Bearer ${plane.ownerToken}`);
  const stream = duplexStream(plane.client, OPERATOR.UploadBlob, { metadata });
  return { stream, replies: new Received<wire.UploadBlobReply__Output>(stream) };
}

function open(plane: RunningControlPlane, bytes: Buffer) {
  const { stream, replies } = openUpload(plane);
  stream.write({ open: { digest: digestOf(bytes), size: bytes.length } });
  return { stream, replies };
}

const find = async (plane: RunningControlPlane, bytes: Buffer) =>
  (await plane.call(OPERATOR.FindBlobs, { digests: [digestOf(bytes)] })).blobs.map(({ size }) => size);

describe('uploading a blob', () => {
  it('goes on where it broke, and answers when the blob is there', async () => {
    const plane = await RunningControlPlane.start();
    const bytes = randomBytes(300_000);
    const broken = open(plane, bytes);
    expect(await broken.replies.next()).toEqual({ received: 0 });
    broken.stream.write({ chunk: bytes.subarray(0, 100_000) });
    broken.stream.end();
    expect(await broken.replies.end).toMatchObject({ code: 'invalid_argument' });
    expect(await find(plane, bytes)).toEqual([]);
    const second = open(plane, bytes);
    expect(await second.replies.next()).toEqual({ received: 100_000 });
    second.stream.write({ chunk: bytes.subarray(100_000) });
    second.stream.end();
    expect(await second.replies.next()).toEqual({ received: 300_000 });
    expect(await second.replies.end).toBeNull();
    expect(await find(plane, bytes)).toEqual([300_000]);
  });

  it.each([
    ['that is not opened', { chunk: Buffer.from('x') }],
    ['without a digest', { open: { digest: '../../owner-token', size: 1 } }],
    ['without a size', { open: { digest: digestOf(Buffer.from('x')), size: 0 } }],
  ])('%s is refused', async (_, message) => {
    const plane = await RunningControlPlane.start();
    const { stream, replies } = openUpload(plane);
    stream.write(message);
    expect(await replies.end).toMatchObject({ code: 'invalid_argument' });
  });
});

describe('a blob', () => {
  it('is not given to a node whose desired state does not need it', async () => {
    const plane = await RunningControlPlane.start();
    const agent = await plane.join('prod-1');
    const bytes = randomBytes(1_000);
    const { stream, replies } = open(plane, bytes);
    stream.write({ chunk: bytes });
    stream.end();
    expect(await replies.end).toBeNull();
    const chunks = new Received(serverStream(agent.client, AGENT_GATEWAY.FetchBlob, { digest: digestOf(bytes) }));
    expect(await chunks.end).toMatchObject({ code: 'not_found' });
    expect(chunks.pending).toEqual([]);
  });
});
