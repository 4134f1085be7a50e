import type { AppError } from '@devopsellence/core';
import type { AgentBinary, Machine, MachineFacts } from '../install/machine.js';

/** A machine in memory. It keeps a list of what was done to it. */
export class FakeMachine implements Machine {
  readonly title = 'root@vm';
  readonly changes: string[] = [];
  facts: MachineFacts;
  isClosed = false;
  /** Whether the agent that is placed ends again and again, and is started anew. */
  dies = false;
  processes = 1;
  /** Of its node; one ends each time they are counted. */
  containers = 0;
  /** What the agent that is placed says it is. */
  version = '0.1.0';
  /** Why no agent can be placed; null: it can. */
  refuses: AppError | null = null;

  constructor(facts: Partial<MachineFacts> = {}) {
    this.facts = aMachine(facts);
  }

  examine(): Promise<MachineFacts> {
    return Promise.resolve(this.facts);
  }

  async installDocker(): Promise<void> {
    this.changes.push('install docker');
    this.facts = { ...this.facts, engineVersion: '20.10.24' };
  }

  async placeAgent({ digest }: AgentBinary, worked: boolean): Promise<string> {
    if (this.refuses !== null) throw this.refuses;
    this.changes.push(worked ? 'place agent, keep the one before' : 'place agent');
    this.facts = { ...this.facts, agentDigest: digest };
    return this.version;
  }

  async recordProven(digest: string): Promise<void> {
    this.changes.push('record that it works');
    this.facts = { ...this.facts, provenDigest: digest };
  }

  async putBack(): Promise<void> {
    this.changes.push('put back');
  }

  async join(address: string, token: string): Promise<void> {
    this.changes.push(`join ${address} with ${token}`);
  }

  async startAgent(): Promise<void> {
    this.changes.push('start agent');
  }

  async agentProcess(): Promise<string | null> {
    const isNew = !this.changes.includes('put back');
    if (this.dies && isNew) this.processes += 1;
    return String(this.processes);
  }

  async stopAgent(): Promise<void> {
    this.changes.push('stop agent');
  }

  async countContainers(): Promise<number> {
    this.containers = Math.max(0, this.containers - 1);
    return this.containers;
  }

  async removeWorkloads(nodeId: string): Promise<void> {
    this.changes.push(`remove workloads of ${nodeId}`);
  }

  async removeAgent(): Promise<void> {
    this.changes.push('remove agent');
    this.facts = { ...this.facts, agentDigest: null, joinedAs: null };
  }

  agentLog(): Promise<readonly string[]> {
    return Promise.resolve(['{"msg":"no route to host"}']);
  }

  async close(): Promise<void> {
    this.isClosed = true;
  }
}

/** A new machine that lacks nothing. */
export function aMachine(facts: Partial<MachineFacts> = {}): MachineFacts {
  return {
    distribution: ['debian'],
    systemName: 'Debian GNU/Linux 12 (bookworm)',
    architecture: 'x86_64',
    hasSystemd: true,
    engineVersion: '20.10.24',
    engineError: '',
    freeBytes: 10 * 2 ** 30,
    agentDigest: null,
    provenDigest: null,
    runsInstalled: false,
    joinedAs: null,
    ...facts,
  };
}
