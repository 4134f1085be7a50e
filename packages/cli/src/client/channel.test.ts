import { status } from '@grpc/grpc-js';
import { expect, it } from 'vitest';
import { Channel } from './channel.js';

const server = { address: 'cp:7443', token: 't', certificateAuthority: 'PEM' };

function failedCall(code: status, details: string): Error {
  return Object.assign(new Error(details), { code, details, metadata: undefined });
}

it.each([
  [
    'No connection established. Last error: Error: connect ECONNREFUSED 10.0.0.1:7443. Resolution note: ',
    'connect ECONNREFUSED 10.0.0.1:7443',
  ],
  [
    'No connection established. Last error: certificate has expired (2026-03-01T12:00:00.000Z). Resolution note: x',
    'certificate has expired',
  ],
  ['Connection dropped', 'Connection dropped'],
])('says why nobody answers: %s', (details, reason) => {
  const channel = new Channel(server, new AbortController().signal);
  expect(channel.explain(failedCall(status.UNAVAILABLE, details))).toMatchObject({
    code: 'control_plane_unavailable',
    message: 'the control plane at cp:7443 does not answer',
    reason,
  });
});

it('takes whatever fails after Ctrl-C for an interruption', () => {
  const interrupted = new AbortController();
  interrupted.abort();
  expect(new Channel(server, interrupted.signal).explain(failedCall(status.UNAVAILABLE, 'x'))).toMatchObject({
    code: 'cancelled',
  });
});

it('leaves other failures as they are', () => {
  const channel = new Channel(server, new AbortController().signal);
  expect(channel.explain(failedCall(status.NOT_FOUND, 'no such node'))).toMatchObject({
    code: 'not_found',
    message: 'no such node',
  });
});
