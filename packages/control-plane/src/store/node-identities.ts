import type { Instant } from '@devopsellence/core';
import type { Reader, Writer } from './database.js';
import { lastRestoration } from './restorations.js';

/** Certificates tell when they were issued to the second. */
const SECOND_MS = 1_000;

/** A certificate of a node, and the authority that signed it; both by fingerprint. */
export interface NodeCertificateRef {
  readonly fingerprint: string;
  readonly authority: string;
}

/** With which certificates a node may connect. */
export interface NodeAdmission {
  readonly name: string;
  /** Null before it has joined. */
  readonly current: string | null;
  /** Issued, and not seen in use yet. */
  readonly pending: string | null;
  /** A backup was restored, and it may come with a certificate that was issued since the backup: once. */
  readonly isAwaited: boolean;
}

/** Null when there is no such node, or there is one no more. */
export async function findNodeAdmission(db: Reader, nodeId: string): Promise<NodeAdmission | null> {
  const row = await db
    .selectFrom('nodes')
    .leftJoin('node_identities', 'node_identities.node_id', 'nodes.id')
    .select([
      'nodes.name as name',
      'nodes.certificate_fingerprint as current',
      'node_identities.pending_fingerprint as pending',
      'nodes.certificate_awaited_at as awaitedAt',
    ])
    .where('nodes.id', '=', nodeId)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { name, awaitedAt, ...certificates } = row;
  return { ...certificates, name: name ?? '', isAwaited: awaitedAt !== null };
}

/** The node has joined, with a certificate of this authority; a certificate that waited to be used is forgotten. */
export async function putNodeIdentity(trx: Writer, nodeId: string, authority: string): Promise<void> {
  const fresh = { certificate_authority: authority, pending_fingerprint: null, pending_authority: null };
  await trx
    .insertInto('node_identities')
    .values({ node_id: nodeId, trust_id: '', ...fresh })
    .onConflict((conflict) => conflict.column('node_id').doUpdateSet(fresh))
    .execute();
}

/** The node was given another certificate. An earlier one that was never used is refused from now on. */
export async function putPendingCertificate(trx: Writer, nodeId: string, issued: NodeCertificateRef): Promise<void> {
  const pending = { pending_fingerprint: issued.fingerprint, pending_authority: issued.authority };
  await trx
    .insertInto('node_identities')
    .values({ node_id: nodeId, certificate_authority: '', trust_id: '', ...pending })
    .onConflict((conflict) => conflict.column('node_id').doUpdateSet(pending))
    .execute();
}

/**
 * The certificate was seen in use: it is the only one from now on. False when it does not wait for that (any more).
 */
export async function promotePendingCertificate(trx: Writer, nodeId: string, fingerprint: string): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('node_identities')
    .set((row) => ({
      certificate_authority: row.fn.coalesce('pending_authority', 'certificate_authority'),
      pending_fingerprint: null,
      pending_authority: null,
    }))
    .where('node_id', '=', nodeId)
    .where('pending_fingerprint', '=', fingerprint)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  await trx.updateTable('nodes').set({ certificate_fingerprint: fingerprint }).where('id', '=', nodeId).execute();
  return true;
}

/**
 * Takes a certificate that was issued between the backup that was restored and the restore as the one of its node, once,
 * while the node was not heard of since: this control plane has issued it, and has only forgotten. False when it may not
 * be taken.
 */
export async function adoptCertificate(
  trx: Writer,
  nodeId: string,
  { fingerprint, issuedAt }: { readonly fingerprint: string; readonly issuedAt: Instant },
): Promise<boolean> {
  const restoration = await lastRestoration(trx);
  const isForgotten =
    restoration !== null && issuedAt + SECOND_MS > restoration.backupAt && issuedAt <= restoration.restoredAt;
  if (!isForgotten) return false;
  const { numUpdatedRows } = await trx
    .updateTable('nodes')
    .set({ certificate_fingerprint: fingerprint, certificate_awaited_at: null })
    .where('id', '=', nodeId)
    .where('certificate_awaited_at', 'is not', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  // Which authority signed it is not known: whoever waits for nodes to change to a new one waits for this one too.
  await putNodeIdentity(trx, nodeId, '');
  return true;
}

/** What the node says it trusts. False when that was known. */
export async function noteNodeTrust(trx: Writer, nodeId: string, trustId: string): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('node_identities')
    .set({ trust_id: trustId })
    .where('node_id', '=', nodeId)
    .where('trust_id', '<>', trustId)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** What a node that has joined holds. */
export interface NodeTrust {
  readonly nodeId: string;
  readonly name: string;
  /** Fingerprint of the authority that signed its certificate; empty: not known. */
  readonly authority: string;
  /** Of what it says it trusts; empty: it has not said so yet. */
  readonly trustId: string;
}

/** All nodes that have joined, sorted by name. */
export async function listNodeTrust(db: Reader): Promise<NodeTrust[]> {
  const rows = await db
    .selectFrom('nodes')
    .leftJoin('node_identities', 'node_identities.node_id', 'nodes.id')
    .select([
      'nodes.id as nodeId',
      'nodes.name as name',
      'node_identities.certificate_authority as authority',
      'node_identities.trust_id as trustId',
    ])
    .where('nodes.joined_at', 'is not', null)
    .orderBy('nodes.name')
    .execute();
  return rows.map(({ nodeId, name, authority, trustId }) => ({
    nodeId,
    name: name ?? nodeId,
    authority: authority ?? '',
    trustId: trustId ?? '',
  }));
}

/** What the node last said it trusts; empty: nothing yet. */
export async function findNodeTrustId(db: Reader, nodeId: string): Promise<string> {
  const row = await db
    .selectFrom('node_identities')
    .select('trust_id')
    .where('node_id', '=', nodeId)
    .executeTakeFirst();
  return row?.trust_id ?? '';
}
