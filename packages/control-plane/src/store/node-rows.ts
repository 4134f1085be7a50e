export interface NodeRow {
  id: string;
  /** Unique; null until it joins, when the join token named none. */
  name: string | null;
  /** Null until its join token is used. */
  joined_at: number | null;
  /** SHA-256 of the certificate it holds; a certificate that is not this one is refused. */
  certificate_fingerprint: string | null;
  agent_version: string;
  last_seen_at: number | null;
  /** Revision of its desired state; grows in the same transaction that changes one of its desired environments. */
  revision: number;
  /** When a backup was restored, while the node was not heard of since: its agent may have accepted higher revisions. */
  restored_at: number | null;
  /** Revision of its desired state in that backup; null: none was restored. */
  restored_revision: number | null;
  /** Since when the agent is left with what it accepted after the backup was made; null: it gets its desired state. */
  held_at: number | null;
  /** When a backup was restored, while the node may come with a certificate that was issued since the backup. */
  certificate_awaited_at: number | null;
  /** Of NODE_INGRESSES. */
  ingress: string;
  created_at: number;
}

export interface NodeLabelRow {
  node_id: string;
  label: string;
}

/** The node is attached to the environment. */
export interface NodeEnvironmentRow {
  node_id: string;
  environment_id: string;
  attached_at: number;
}

/** The newest report of a node, written behind: status is rebuilt from the agents. */
export interface NodeReportRow {
  node_id: string;
  received_at: number;
  /** NodeReport. */
  report: string;
}

/** What a node that has joined is known by and trusts. */
export interface NodeIdentityRow {
  node_id: string;
  /** Fingerprint of the authority that signed the certificate in use; empty: not known. */
  certificate_authority: string;
  /** Fingerprint of a certificate that was issued and not seen in use yet. */
  pending_fingerprint: string | null;
  /** Fingerprint of the authority that signed that one. */
  pending_authority: string | null;
  /** What the node has said it trusts; empty: nothing yet. */
  trust_id: string;
}

/** How operators reach the machine of a node. */
export interface SshAddressRow {
  node_id: string;
  host: string;
  /** Null: as the ssh of whoever connects says. */
  user: string | null;
  /** Null: likewise. */
  port: number | null;
}
