import type { Clock, Logger } from '@devopsellence/runtime';
import {
  adoptCertificate,
  findNodeAdmission,
  insertEvent,
  promotePendingCertificate,
  type Store,
} from '../store/index.js';
import { nodeRefused, type Peer } from './peer.js';
import type { Sessions } from './sessions.js';

export interface AdmissionDeps {
  readonly store: Store;
  readonly sessions: Sessions;
  /** A node uses another certificate. */
  readonly onIdentityChange: () => void;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Decides which calls of agents are served. */
export class Admission {
  readonly #deps: AdmissionDeps;

  constructor(deps: AdmissionDeps) {
    this.#deps = deps;
  }

  /**
   * Resolves when the call comes with the certificate that its node holds, or with one that was issued since: that becomes
   * the only one. A connection that is open already keeps its right with the certificate before, so that a renewal breaks
   * no session. A node that was not heard of since a restore may come with one that was issued after the backup. Throws `unauthenticated` for every other certificate, and when the node was removed.
   */
  async require(peer: Peer, correlationId: string): Promise<void> {
    const { store, sessions } = this.#deps;
    const node = await findNodeAdmission(store.db, peer.nodeId);
    if (node === null) throw nodeRefused();
    if (node.current === peer.certificateFingerprint) return;
    if (node.pending === peer.certificateFingerprint && (await this.#promote(peer, node.name, correlationId))) return;
    if (sessions.isOpen(peer)) return;
    if (node.isAwaited && (await this.#adopt(peer, node.name, correlationId))) return;
    throw nodeRefused();
  }

  /** After a restore: a node that has renewed its certificate since the backup need not join again. */
  async #adopt(
    { nodeId, certificateFingerprint, issuedAt }: Peer,
    name: string,
    correlationId: string,
  ): Promise<boolean> {
    const { store, clock, logger } = this.#deps;
    const isAdopted = await store.transaction(async (trx) => {
      const known = { fingerprint: certificateFingerprint, issuedAt };
      if (!(await adoptCertificate(trx, nodeId, known))) return false;
      await insertEvent(trx, {
        at: clock.now(),
        actor: `node ${name}`,
        action: 'node.certificate_adopted',
        subject: `node ${name}`,
        details: { node_id: nodeId, fingerprint: certificateFingerprint, issued_at: issuedAt },
        correlationId,
      });
      return true;
    });
    if (!isAdopted) return false;
    logger.info({ node_id: nodeId }, 'a node came back with a certificate that was issued after the backup');
    this.#deps.onIdentityChange();
    return true;
  }

  /** False when the node was given yet another certificate, or was removed, in the same moment. */
  async #promote(peer: Peer, name: string, correlationId: string): Promise<boolean> {
    const { store, clock, logger } = this.#deps;
    const isCurrent = await store.transaction(async (trx) => {
      const isPromoted = await promotePendingCertificate(trx, peer.nodeId, peer.certificateFingerprint);
      // Two calls may show the new certificate at once: one of them found it waiting.
      if (!isPromoted) return (await findNodeAdmission(trx, peer.nodeId))?.current === peer.certificateFingerprint;
      await insertEvent(trx, {
        at: clock.now(),
        actor: `node ${name}`,
        action: 'node.certificate_renewed',
        subject: `node ${name}`,
        details: { node_id: peer.nodeId, fingerprint: peer.certificateFingerprint },
        correlationId,
      });
      return true;
    });
    if (!isCurrent) return false;
    logger.info({ node_id: peer.nodeId }, 'a node uses its new certificate: the one before is refused now');
    this.#deps.onIdentityChange();
    return true;
  }
}
