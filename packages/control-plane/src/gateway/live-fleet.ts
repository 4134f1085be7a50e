import type { Connection, Instant, NodeReport } from '@devopsellence/core';
import { type Clock, Loop } from '@devopsellence/runtime';
import type { Fleet } from './fleet.js';

/** Heartbeats that may be missed before a node counts as stale, then as offline. */
const STALE_AFTER = 3;
const OFFLINE_AFTER = 9;
const HEARTBEAT_MS = 5_000;
/** All heartbeats of the fleet together, at most. */
const HEARTBEATS_PER_SECOND = 200;

interface Member {
  report: NodeReport | null;
  lastSeen: Instant | null;
  connection: Connection;
  /** Silence counts from here: the last sign of life, or the start of this control plane. */
  silentSince: Instant;
}

/**
 * What is known of nodes, from their reports and heartbeats.
 *
 * A sign of life costs constant time whatever the fleet's size: members stand in the order in which they were last heard
 * of, so that only the first of each line can be due, and one timer waits for it.
 */
export class LiveFleet implements Fleet {
  readonly #clock: Clock;
  readonly #members = new Map<string, Member>();
  readonly #listeners = new Set<(nodeId: string) => void>();
  /**
   * Ids of the members that are online, and of those that are stale, longest silent first. Only an agent that said
   * goodbye may stand too early among the stale, and hold up those behind it by three heartbeats at most.
   */
  readonly #lines = { online: new Set<string>(), stale: new Set<string>() };
  readonly #expiry: Loop;

  constructor(clock: Clock, onError: (error: unknown) => void) {
    this.#clock = clock;
    this.#expiry = new Loop({
      pass: async () => this.#expire(),
      onError,
      backoff: { baseMs: 1_000, capMs: 10_000 },
      clock,
      random: Math.random,
    });
  }

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

  /** How many members are in each state of connection. */
  counts(): Readonly<Record<Connection, number>> {
    const online = this.#lines.online.size;
    const stale = this.#lines.stale.size;
    return { online, stale, offline: this.#members.size - online - stale };
  }

  /** How often each agent is to send a heartbeat now. Grows with the fleet, so that the fleet's sum does not. */
  get heartbeatMs(): number {
    return Math.max(HEARTBEAT_MS, Math.ceil((this.#members.size / HEARTBEATS_PER_SECOND) * 1_000));
  }

  /**
   * A node as an earlier process left it: its last report is known and it counts as stale, not as offline, until it has
   * had as much time to come back as any silent node has.
   */
  restore(nodeId: string, report: NodeReport, lastSeen: Instant): void {
    if (this.#members.has(nodeId)) return;
    this.#members.set(nodeId, { report, lastSeen, connection: 'stale', silentSince: this.#clock.now() });
    this.#lines.stale.add(nodeId);
    this.#expiry.trigger();
  }

  /** The node reported. */
  reported(nodeId: string, report: NodeReport): void {
    this.#heard(nodeId).report = report;
    this.#changed(nodeId);
  }

  /** The node is there and, since its last report, has accepted this revision. */
  heartbeat(nodeId: string, observedRevision: number): void {
    const before = this.connection(nodeId);
    const member = this.#heard(nodeId);
    const isNews = member.report !== null && member.report.observedRevision !== observedRevision;
    if (member.report !== null && isNews) member.report = outdatedReport(member.report, observedRevision);
    if (isNews || before !== 'online') this.#changed(nodeId);
  }

  /** The agent ended its status stream on purpose, as it does when it stops: stale at once, not after a silence. */
  saidGoodbye(nodeId: string): void {
    const member = this.#members.get(nodeId);
    if (member?.connection === 'online') this.#move(nodeId, member, 'stale');
  }

  /** The node was removed. */
  forget(nodeId: string): void {
    this.#members.delete(nodeId);
    this.#lines.online.delete(nodeId);
    this.#lines.stale.delete(nodeId);
    this.#changed(nodeId);
  }

  /** Turns silent nodes stale and offline until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    await this.#expiry.run(signal);
  }

  #heard(nodeId: string): Member {
    const now = this.#clock.now();
    const known = this.#members.get(nodeId);
    const member = known ?? { report: null, lastSeen: now, connection: 'online', silentSince: now };
    member.lastSeen = now;
    member.silentSince = now;
    member.connection = 'online';
    this.#members.set(nodeId, member);
    this.#lines.stale.delete(nodeId);
    this.#lines.online.delete(nodeId);
    this.#lines.online.add(nodeId);
    if (this.#lines.online.size === 1) this.#expiry.trigger();
    return member;
  }

  /** Moves everyone whose time has come. Returns when the next one's comes. */
  #expire(): Instant | null {
    const stale = this.#expireLine('online', STALE_AFTER, 'stale');
    const offline = this.#expireLine('stale', OFFLINE_AFTER, 'offline');
    return stale === null || offline === null ? (stale ?? offline) : Math.min(stale, offline);
  }

  #expireLine(line: 'online' | 'stale', missed: number, next: Connection): Instant | null {
    const allowedMs = missed * this.heartbeatMs;
    for (const nodeId of this.#lines[line]) {
      const member = this.#members.get(nodeId);
      if (member === undefined) continue;
      const due = member.silentSince + allowedMs;
      if (due > this.#clock.now()) return due;
      this.#move(nodeId, member, next);
    }
    return null;
  }

  #move(nodeId: string, member: Member, connection: Connection): void {
    member.connection = connection;
    this.#lines.online.delete(nodeId);
    this.#lines.stale.delete(nodeId);
    if (connection === 'stale') this.#lines.stale.add(nodeId);
    this.#expiry.trigger();
    this.#changed(nodeId);
  }

  #changed(nodeId: string): void {
    for (const listener of this.#listeners) listener(nodeId);
  }
}

/**
 * The report of a node that has accepted another revision since: how its services are is still the last that is known, but
 * neither that they are settled nor that they are failing was said of this revision.
 */
function outdatedReport(report: NodeReport, observedRevision: number): NodeReport {
  const services = report.services.map((status) => ({ ...status, settled: false, failing: false }));
  return { ...report, observedRevision, services };
}
