import { AppError, type Instant } from '@devopsellence/core';
import type { Reader, Writer } from './database.js';
import { newId } from './ids.js';
import type { NodeRow } from './schema.js';
import { orRefuse } from './violation.js';

/** What may make hostnames of standalone services public on a node. */
export const NODE_INGRESSES = ['none', 'traefik'] as const;

export type NodeIngress = (typeof NODE_INGRESSES)[number];

export interface Node {
  readonly id: string;
  /** Empty until it joins, when its join token named none. */
  readonly name: string;
  /** Null until its join token is used. */
  readonly joinedAt: Instant | null;
  /** Of the one certificate with which it may connect. */
  readonly certificateFingerprint: string | null;
  readonly agentVersion: string;
  /** As last written; `Fleet.lastSeen` is newer. */
  readonly lastSeenAt: Instant | null;
  /** Revision of its desired state. */
  readonly revision: number;
  /** Since when it is left with what it accepted after a backup that was restored; null: it gets its desired state. */
  readonly heldAt: Instant | null;
  readonly ingress: NodeIngress;
  /** Sorted. */
  readonly labels: readonly string[];
}

/** All nodes, sorted by name. */
export async function listNodes(db: Reader): Promise<Node[]> {
  return collect(await labelledNodes(db).orderBy('name').orderBy('id').orderBy('label').execute());
}

/** Nodes attached to the environment, joined or not, sorted by name. */
export async function attachedNodes(db: Reader, environmentId: string): Promise<Node[]> {
  const rows = await labelledNodes(db)
    .innerJoin('node_environments', 'node_environments.node_id', 'nodes.id')
    .where('node_environments.environment_id', '=', environmentId)
    .orderBy('name')
    .orderBy('id')
    .orderBy('label')
    .execute();
  return collect(rows);
}

/** By name or id. */
export async function findNode(db: Reader, nameOrId: string): Promise<Node | null> {
  const rows = await labelledNodes(db)
    .where((where) => where.or([where('name', '=', nameOrId), where('id', '=', nameOrId)]))
    .orderBy('label')
    .execute();
  const nodes = collect(rows);
  // A name may look like another node's id; the name is what people type.
  return nodes.find(({ name }) => name === nameOrId) ?? nodes[0] ?? null;
}

/** By name or id. Throws `not_found`. */
export async function requireNode(db: Reader, nameOrId: string): Promise<Node> {
  const node = await findNode(db, nameOrId);
  if (node !== null) return node;
  throw noSuchNode(nameOrId);
}

/** Said also of one that the caller may not see. */
export function noSuchNode(nameOrId: string): AppError {
  return new AppError('not_found', {
    message: `there is no node ${JSON.stringify(nameOrId)}`,
    nextActions: ['devopsellence node list', 'devopsellence node register --name NAME'],
  });
}

export interface NewNode {
  readonly name: string | null;
  readonly labels: readonly string[];
  readonly at: Instant;
}

/** A node that has not joined yet. Throws `name_taken`. Returns its id. */
export async function insertNode(trx: Writer, { name, labels, at }: NewNode): Promise<string> {
  const id = newId();
  const row: NodeRow = {
    id,
    name,
    joined_at: null,
    certificate_fingerprint: null,
    agent_version: '',
    last_seen_at: null,
    revision: 0,
    restored_at: null,
    restored_revision: null,
    held_at: null,
    certificate_awaited_at: null,
    ingress: 'none',
    created_at: at,
  };
  await orRefuse(trx.insertInto('nodes').values(row).execute(), () => nameTaken(name ?? ''));
  await replaceLabels(trx, id, labels);
  return id;
}

export interface NodeActivation {
  readonly name: string;
  readonly certificateFingerprint: string;
  readonly agentVersion: string;
  readonly at: Instant;
}

/** The node has joined, under this name and with this certificate. Throws `name_taken`. */
export async function activateNode(trx: Writer, id: string, activation: NodeActivation): Promise<void> {
  const write = trx
    .updateTable('nodes')
    .set({
      name: activation.name,
      joined_at: activation.at,
      certificate_fingerprint: activation.certificateFingerprint,
      agent_version: activation.agentVersion,
    })
    .where('id', '=', id)
    .execute();
  await orRefuse(write, () => nameTaken(activation.name));
}

/** Forgets the node and everything that belongs to it. */
export async function deleteNode(trx: Writer, id: string): Promise<void> {
  await trx.deleteFrom('nodes').where('id', '=', id).execute();
}

/** The node has these labels and no others. */
export async function replaceLabels(trx: Writer, nodeId: string, labels: readonly string[]): Promise<void> {
  await trx.deleteFrom('node_labels').where('node_id', '=', nodeId).execute();
  if (labels.length === 0) return;
  await trx
    .insertInto('node_labels')
    .values(labels.map((label) => ({ node_id: nodeId, label })))
    .execute();
}

/** Whether the operator of the node runs Traefik, which reads labels of containers. */
export function hasTraefik({ ingress }: Pick<Node, 'ingress'>): boolean {
  return ingress === 'traefik';
}

export async function setNodeIngress(trx: Writer, nodeId: string, ingress: NodeIngress): Promise<void> {
  await trx.updateTable('nodes').set({ ingress }).where('id', '=', nodeId).execute();
}

type LabelledRow = Omit<NodeRow, 'created_at' | 'restored_at' | 'restored_revision' | 'certificate_awaited_at'> & {
  readonly label: string | null;
};

/** One row for each label of a node: node and labels of one moment, in one statement. */
function labelledNodes(db: Reader) {
  return db
    .selectFrom('nodes')
    .leftJoin('node_labels', 'node_labels.node_id', 'nodes.id')
    .select([
      'nodes.id as id',
      'nodes.name as name',
      'nodes.joined_at as joined_at',
      'nodes.certificate_fingerprint as certificate_fingerprint',
      'nodes.agent_version as agent_version',
      'nodes.last_seen_at as last_seen_at',
      'nodes.revision as revision',
      'nodes.held_at as held_at',
      'nodes.ingress as ingress',
      'node_labels.label as label',
    ]);
}

function collect(rows: readonly LabelledRow[]): Node[] {
  const labels = new Map<string, string[]>();
  const nodes = new Map<string, Node>();
  for (const row of rows) {
    const own = labels.get(row.id) ?? [];
    if (row.label !== null) own.push(row.label);
    if (labels.has(row.id)) continue;
    labels.set(row.id, own);
    nodes.set(row.id, decode(row, own));
  }
  return [...nodes.values()];
}

function decode(row: LabelledRow, labels: readonly string[]): Node {
  return {
    id: row.id,
    name: row.name ?? '',
    joinedAt: row.joined_at,
    certificateFingerprint: row.certificate_fingerprint,
    agentVersion: row.agent_version,
    lastSeenAt: row.last_seen_at,
    revision: row.revision,
    heldAt: row.held_at,
    ingress: NODE_INGRESSES.find((known) => known === row.ingress) ?? 'none',
    labels,
  };
}

function nameTaken(name: string): AppError {
  return new AppError('name_taken', {
    message: `there is a node named ${JSON.stringify(name)} already`,
    nextActions: ['choose another name', `devopsellence node remove ${name}`],
  });
}
