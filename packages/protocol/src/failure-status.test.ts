import { AppError, FAILURES, isFailureCode } from '@devopsellence/core';
import { type ServiceError, status } from '@grpc/grpc-js';
import { describe, expect, it } from 'vitest';
import { failureOf, statusOf } from './failure-status.js';

/** A failed call as the client of a server that answered `statusOf(error)` sees it. */
function received(error: AppError): ServiceError {
  return Object.assign(new Error(error.message), { ...statusOf(error, 'id-1') }) as ServiceError;
}

describe('a failure on the wire', () => {
  it.each(Object.keys(FAILURES).filter(isFailureCode))('%s arrives as it was sent', (code) => {
    const sent = new AppError(code, {
      message: 'it failed',
      reason: 'because',
      evidence: ['line 1', 'line 2'],
      nextActions: ['devopsellence status'],
    });
    const got = failureOf(received(sent));
    expect(got).toMatchObject({ code, kind: sent.kind, message: 'it failed', reason: 'because' });
    expect(got.evidence).toEqual(sent.evidence);
    expect(got.nextActions).toEqual(sent.nextActions);
  });

  it.each([
    [status.UNAVAILABLE, 'control_plane_unavailable'],
    [status.RESOURCE_EXHAUSTED, 'message_too_large'],
    [status.UNAUTHENTICATED, 'unauthenticated'],
    [status.DATA_LOSS, 'internal'],
  ])('without a failure of ours, status %i means %s', (code, expected) => {
    const error = Object.assign(new Error('no'), { code, details: 'no' }) as ServiceError;
    expect(failureOf(error).code).toBe(expected);
  });

  it('is cut to what headers take, however much of a request it quotes', () => {
    const long = 'x'.repeat(64 * 1024);
    const lines = Array.from({ length: 100 }, () => long);
    const sent = new AppError('not_found', { message: long, reason: long, evidence: lines, nextActions: [long] });
    const { details, metadata } = statusOf(sent, 'id-1');
    expect(`${details}${JSON.stringify(metadata.toHttp2Headers())}`.length).toBeLessThan(48 * 1024);
    const got = failureOf(received(sent));
    expect(got.message).toBe(`${'x'.repeat(1_999)}…`);
    expect(got.evidence.at(-1)).toBe('… and 96 more');
  });

  it('does not carry the cause', () => {
    const sent = new AppError('internal', { message: 'it failed', cause: new Error('s3cret') });
    expect(JSON.stringify(statusOf(sent, 'id-1').metadata?.toJSON())).not.toContain(
      Buffer.from('s3cret').toString('base64'),
    );
  });
});
