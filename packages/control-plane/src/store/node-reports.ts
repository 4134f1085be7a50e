import type { Instant, NodeReport } from '@devopsellence/core';
import type { Reader, Writer } from './database.js';
import { hasFields, readDocument } from './document.js';

/** The newest report of a node, and when the control plane received it. */
export interface ReceivedReport {
  readonly nodeId: string;
  readonly receivedAt: Instant;
  readonly report: NodeReport;
}

export async function listNodeReports(db: Reader): Promise<ReceivedReport[]> {
  const rows = await db.selectFrom('node_reports').selectAll().execute();
  return rows.map((row) => ({
    nodeId: row.node_id,
    receivedAt: row.received_at,
    report: readDocument(row.report, isReport, 'node report'),
  }));
}

/** Keeps the report in place of the one before. A node that was removed meanwhile is left out. */
export async function putNodeReport(trx: Writer, { nodeId, receivedAt, report }: ReceivedReport): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('nodes')
    .set({ last_seen_at: receivedAt, agent_version: report.agentVersion })
    .where('id', '=', nodeId)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return;
  const content = { received_at: receivedAt, report: JSON.stringify(report) };
  await trx
    .insertInto('node_reports')
    .values({ node_id: nodeId, ...content })
    .onConflict((conflict) => conflict.column('node_id').doUpdateSet(content))
    .execute();
}

const isReport = hasFields<NodeReport>(['at', 'observedRevision', 'services']);
