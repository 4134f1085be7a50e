import { FakeClock, silentLogger } from '@devopsellence/runtime/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { deleteNode, findNode, insertNode, listNodeReports } from '../store/index.js';
import { aNodeReport } from '../testing/documents.js';
import { tempStore } from '../testing/temp-store.js';
import { ReportWriter } from './report-writer.js';

async function setUp() {
  const store = await tempStore();
  const clock = new FakeClock(1_000_000);
  const writer = new ReportWriter({ store, clock, logger: silentLogger });
  const nodeId = await store.transaction((trx) => insertNode(trx, { name: 'prod-1', labels: ['web'], at: 1 }));
  return { store, clock, writer, nodeId };
}

describe('the report writer', () => {
  it('keeps only the newest report of a node', async () => {
    const { store, writer, nodeId } = await setUp();
    for (let revision = 1; revision <= 50; revision += 1) {
      writer.put(nodeId, aNodeReport({ observedRevision: revision, agentVersion: '0.2.0' }));
    }
    await writer.flush();
    const reports = await listNodeReports(store.db);
    expect(reports.map(({ report }) => report.observedRevision)).toEqual([50]);
    expect(await findNode(store.db, nodeId)).toMatchObject({ agentVersion: '0.2.0', lastSeenAt: 1_000_000 });
  });

  it('writes about once a second, and what is left when it stops', async () => {
    const { store, clock, writer, nodeId } = await setUp();
    const stop = new AbortController();
    const running = writer.run(stop.signal);
    writer.put(nodeId, aNodeReport({ observedRevision: 1 }));
    expect(await listNodeReports(store.db)).toEqual([]);
    await clock.advance(1_000);
    expect(await listNodeReports(store.db)).toHaveLength(1);
    writer.put(nodeId, aNodeReport({ observedRevision: 2 }));
    stop.abort();
    await running;
    expect((await listNodeReports(store.db))[0]?.report.observedRevision).toBe(2);
  });

  it('writes down now and then that a quiet node was seen', async () => {
    const { store, clock, writer, nodeId } = await setUp();
    writer.put(nodeId, aNodeReport());
    await writer.flush();
    await clock.advance(30_000);
    writer.touch(nodeId, aNodeReport());
    await writer.flush();
    expect((await listNodeReports(store.db))[0]?.receivedAt).toBe(1_000_000);
    await clock.advance(30_000);
    writer.touch(nodeId, aNodeReport());
    await writer.flush();
    expect((await listNodeReports(store.db))[0]?.receivedAt).toBe(1_060_000);
  });

  it('leaves out a node that was removed meanwhile', async () => {
    const { store, writer, nodeId } = await setUp();
    writer.put(nodeId, aNodeReport());
    await store.transaction((trx) => deleteNode(trx, nodeId));
    await writer.flush();
    expect(await listNodeReports(store.db)).toEqual([]);
  });

  it('keeps reports in memory when the database refuses them', async () => {
    const { store, writer, nodeId } = await setUp();
    writer.put(nodeId, aNodeReport());
    const broken = await tempStore();
    await broken.close();
    const other = new ReportWriter({ store: broken, clock: new FakeClock(1), logger: silentLogger });
    onTestFinished(() => undefined);
    other.put(nodeId, aNodeReport());
    await expect(other.flush()).rejects.toThrow();
    await expect(other.flush()).rejects.toThrow();
    await writer.flush();
    expect(await listNodeReports(store.db)).toHaveLength(1);
  });
});
