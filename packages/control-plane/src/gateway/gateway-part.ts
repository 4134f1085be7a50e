import type { Trust } from '@devopsellence/protocol';
import type { Clock, Logger } from '@devopsellence/runtime';
import type { BlobStore } from '../blobs/blob-store.js';
import type { BlobUse } from '../blobs/blob-use.js';
import type { CertificateAuthority } from '../identity/certificate-authority.js';
import type { SigningKey } from '../identity/signing-key.js';
import { trustIdFollowing } from '../identity/trust-id.js';
import type { Vault } from '../secrets/vault.js';
import { findNodeTrustId, listNodeReports, type Store } from '../store/index.js';
import { AgentGateway } from './agent-gateway.js';
import { BlobSender } from './blob-sender.js';
import { DocumentComposer } from './document.js';
import { DocumentSender } from './document-sender.js';
import { LiveFleet } from './live-fleet.js';
import { LiveTunnels } from './live-tunnels.js';
import { NodeIdentityCalls } from './node-identity.js';
import { ReportWriter } from './report-writer.js';
import { Resumption } from './resumption.js';
import { StatusReceiver } from './status-receiver.js';

export interface GatewayPartDeps {
  readonly store: Store;
  readonly vault: Vault;
  readonly authority: CertificateAuthority;
  readonly signingKey: SigningKey;
  /** What nodes are to trust now. */
  readonly trust: () => Trust;
  /** A node holds what it is to trust, or uses another certificate, and did not before. */
  readonly onIdentityChange: () => void;
  readonly blobs: BlobStore;
  readonly uses: readonly BlobUse[];
  readonly clock: Clock;
  readonly logger: Logger;
}

/** The part that agents connect to, and what the rest of the control plane gets from it. */
export interface GatewayPart {
  readonly gateway: AgentGateway;
  readonly fleet: LiveFleet;
  readonly documents: DocumentSender;
  readonly tunnels: LiveTunnels;
  readonly reports: ReportWriter;
  /** Turns silent nodes offline and writes reports until the signal aborts. */
  run(signal: AbortSignal): Promise<void>;
}

/** Knows, from the start, what nodes last told an earlier process. */
export async function createGatewayPart(deps: GatewayPartDeps): Promise<GatewayPart> {
  const { store, clock, logger } = deps;
  const fleet = new LiveFleet(clock, (error) => logger.error({ error }, 'the fleet could not be looked through'));
  for (const { nodeId, report, receivedAt } of await listNodeReports(store.db)) {
    fleet.restore(nodeId, report, receivedAt);
  }
  const reports = new ReportWriter({ store, clock, logger });
  const trustId = trustIdFollowing(deps.trust);
  const composer = new DocumentComposer(deps);
  // While the signing key is new, a node gets nothing before it has said that it trusts it: it would have to refuse it.
  const mayVerify = async (nodeId: string) =>
    deps.signingKey.phase !== 'replaced' || (await findNodeTrustId(store.db, nodeId)) === trustId();
  const compose = async (nodeId: string, known: number) =>
    (await mayVerify(nodeId)) ? composer.compose(nodeId, known) : null;
  const documents = new DocumentSender(compose, logger);
  const tunnels = new LiveTunnels();
  const statuses = new StatusReceiver({ fleet, reports, trustId });
  const gateway = new AgentGateway({
    ...deps,
    statuses,
    documents,
    tunnels,
    resumption: await Resumption.open(deps),
    blobs: new BlobSender(deps),
    identityCalls: new NodeIdentityCalls({
      ...deps,
      onTrustHeld: (nodeId) => {
        documents.wake(nodeId);
        deps.onIdentityChange();
      },
    }),
  });
  return {
    gateway,
    fleet,
    documents,
    tunnels,
    reports,
    run: async (signal) => {
      await Promise.all([fleet.run(signal), reports.run(signal)]);
    },
  };
}
