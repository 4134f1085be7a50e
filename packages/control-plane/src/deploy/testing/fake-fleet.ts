import type { Connection, Instant, NodeReport } from '@devopsellence/core';
import type { Fleet } from '../../gateway/fleet.js';

interface Member {
  connection: Connection;
  report: NodeReport | null;
  lastSeen: Instant | null;
}

/** A fleet in which nodes are what the test says they are. */
export class FakeFleet implements Fleet {
  readonly #members = new Map<string, Member>();
  readonly #listeners = new Set<(nodeId: string) => void>();

  report(nodeId: string): NodeReport | null {
    return this.#members.get(nodeId)?.report ?? null;
  }

  connection(nodeId: string): Connection {
    return this.#members.get(nodeId)?.connection ?? 'offline';
  }

  lastSeen(nodeId: string): Instant | null {
    return this.#members.get(nodeId)?.lastSeen ?? null;
  }

  onChange(listener: (nodeId: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  connect(nodeId: string, connection: Connection = 'online', lastSeen: Instant = 0): void {
    this.#member(nodeId).connection = connection;
    this.#member(nodeId).lastSeen = lastSeen;
    this.#changed(nodeId);
  }

  say(nodeId: string, report: Partial<NodeReport>): void {
    const member = this.#member(nodeId);
    member.report = { ...(member.report ?? SILENT), ...report };
    this.#changed(nodeId);
  }

  #member(nodeId: string): Member {
    const member = this.#members.get(nodeId) ?? { connection: 'offline', report: null, lastSeen: null };
    this.#members.set(nodeId, member);
    return member;
  }

  #changed(nodeId: string): void {
    for (const listener of this.#listeners) listener(nodeId);
  }
}

const SILENT: NodeReport = {
  at: 0,
  observedRevision: 0,
  agentVersion: '0.1.0',
  engineVersion: '20.10',
  engineError: '',
  services: [],
  taskRuns: [],
  leftovers: [],
  removals: [],
};
