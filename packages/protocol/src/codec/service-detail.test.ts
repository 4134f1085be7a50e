import { aServiceDetail, aServiceExit, aServiceStatus } from '@devopsellence/core/testing';
import { expect, test } from 'vitest';
import { AGENT_GATEWAY } from '../wire.js';
import { decodeServiceDetail, encodeServiceDetail } from './service-detail.js';

const frames = AGENT_GATEWAY.Tunnel;

test.each([
  aServiceDetail({ exits: [aServiceExit(), aServiceExit({ isOutOfMemory: true, exitCode: 137, lastLines: [] })] }),
  aServiceDetail({
    status: aServiceStatus({
      isStandalone: true,
      state: 'backing_off',
      stateSince: 1_000,
      recentRestarts: 3,
      nextAttemptAt: 2_000,
      lastExit: { at: 1_000, exitCode: 1, isOutOfMemory: false },
    }),
  }),
  aServiceDetail({ status: null, probe: null, exits: [] }),
])('how a service is arrives as it was sent', (detail) => {
  const bytes = frames.requestSerialize({ channelId: 1, service: encodeServiceDetail(detail) });
  const { service } = frames.requestDeserialize(bytes);
  expect(service && decodeServiceDetail(service)).toEqual(detail);
});
