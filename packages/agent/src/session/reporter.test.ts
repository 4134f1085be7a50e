import { AGENT_GATEWAY, duplexStream, openChannel } from '@devopsellence/protocol';
import { FakeClock } from '@devopsellence/runtime/testing';
import type { Client } from '@grpc/grpc-js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeReport } from '../reconcile/node-report.js';
import { ReportFeed } from '../report-feed.js';
import { FakeGateway } from '../testing/fake-gateway.js';
import { reportStatus } from './reporter.js';

const HOUR_MS = 3_600_000;

describe('a reporter', () => {
  let gateway: FakeGateway;
  let client: Client;
  let clock: FakeClock;
  let reports: ReportFeed;
  let stop: AbortController;
  let replies: number;
  /** Null until the reporter has ended. */
  let end: unknown;

  const eventually = (assert: () => void) => vi.waitFor(assert, { timeout: 5_000, interval: 5 });
  const publish = (engineVersion: string) => reports.publish(() => makeReport({ at: 1, engineVersion }));
  const sent = () => gateway.reports.map((report) => report.engineVersion);

  beforeEach(async () => {
    gateway = await FakeGateway.start();
    const { identity, privateKey } = await gateway.credentials('node-1');
    client = openChannel(gateway.address, {
      certificate: identity.certificate,
      certificateAuthority: gateway.authority.certificate,
      privateKey,
    });
    clock = new FakeClock(10 * HOUR_MS);
    reports = new ReportFeed();
    stop = new AbortController();
    [replies, end] = [0, null];
    const onReply = () => {
      replies += 1;
    };
    const stream = duplexStream(client, AGENT_GATEWAY.ReportStatus);
    reportStatus({ stream, reports, observedRevision: () => 1, clock, random: () => 0, onReply }, stop.signal).then(
      () => {
        end = 'in good order';
      },
      (error: unknown) => {
        end = error;
      },
    );
  });

  afterEach(() => {
    stop.abort();
    client.close();
    gateway.stop();
  });

  it('reports on when the clock was set back', async () => {
    publish('1');
    await eventually(() => expect(replies).toBe(1));
    clock.stepWall(-HOUR_MS);
    publish('2');
    await clock.advance(100);
    await eventually(() => expect(sent()).toEqual(['1', '2']));
  });

  it('notices silence when the clock was set back, and none when it was set forth', async () => {
    publish('1');
    await eventually(() => expect(replies).toBe(1));
    clock.stepWall(HOUR_MS);
    await clock.advance(5_000);
    await eventually(() => expect(replies).toBe(2));
    expect(end).toBeNull();
    gateway.isSilent = true;
    clock.stepWall(-2 * HOUR_MS);
    await clock.advance(20_100);
    expect(end).toMatchObject({ code: 'control_plane_unavailable', message: 'the control plane has fallen silent' });
  });

  it('expects no answer before it has said anything', async () => {
    await clock.advance(30_000);
    expect(end).toBeNull();
    publish('1');
    await clock.advance(100);
    await eventually(() => expect(sent()).toEqual(['1']));
    await clock.advance(100);
    expect(end).toBeNull();
  });
});
