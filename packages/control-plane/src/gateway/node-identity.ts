import { type Trust, trustIdOf, type wire } from '@devopsellence/protocol';
import type { CertificateAuthority } from '../identity/certificate-authority.js';
import { findNodeAdmission, noteNodeTrust, putPendingCertificate, type Store } from '../store/index.js';
import { nodeRefused, type Peer } from './peer.js';

export interface NodeIdentityDeps {
  readonly store: Store;
  readonly authority: CertificateAuthority;
  /** What nodes are to trust now. */
  readonly trust: () => Trust;
  /** The node holds what it is to trust, and did not before. */
  readonly onTrustHeld: (nodeId: string) => void;
}

/** What nodes ask about who they are, and whom they are to trust. */
export class NodeIdentityCalls {
  readonly #deps: NodeIdentityDeps;

  constructor(deps: NodeIdentityDeps) {
    this.#deps = deps;
  }

  async getTrust({ trustId }: wire.GetTrustRequest__Output, { nodeId }: Peer): Promise<wire.Trust> {
    const { store, trust, onTrustHeld } = this.#deps;
    const wanted = trust();
    const isNews = await store.transaction((trx) => noteNodeTrust(trx, nodeId, trustId));
    if (isNews && trustId === trustIdOf(wanted)) onTrustHeld(nodeId);
    return { certificateAuthorities: [...wanted.certificateAuthorities], signingKeys: [...wanted.signingKeys] };
  }

  /** Throws `invalid_argument` for the request, `unauthenticated` when the node was removed meanwhile. */
  async renew(
    { certificateRequest }: wire.RenewCertificateRequest__Output,
    { nodeId }: Peer,
  ): Promise<wire.RenewCertificateReply> {
    const { store, authority } = this.#deps;
    const issued = await authority.issueNodeCertificate(nodeId, certificateRequest);
    await store.transaction(async (trx) => {
      if ((await findNodeAdmission(trx, nodeId)) === null) throw nodeRefused();
      await putPendingCertificate(trx, nodeId, issued);
    });
    return { certificate: issued.certificate };
  }
}
