import { describe, expect, it } from 'vitest';
import { aNode } from '../testing/builders.js';
import { aMachine } from '../testing/fake-machine.js';
import type { MachineFacts } from './machine.js';
import { planUpgrade } from './plan-upgrade.js';

const NEW = 'n'.repeat(64);
const OLD = 'o'.repeat(64);
const node = aNode();
const joinedAs = { nodeId: node.id, nodeName: node.name };

const plan = (machine: Partial<MachineFacts>, connection: 'online' | 'stale' | 'offline' = 'online') =>
  planUpgrade({
    node: aNode({ connection }),
    machine: aMachine({ joinedAs, ...machine }),
    binary: { path: 'agent', digest: NEW },
  });

describe('an upgrade', () => {
  it.each([
    ['leaves alone what works already', { agentDigest: NEW, runsInstalled: true }, 'online', { kind: 'nothing' }],
    [
      'replaces what works now, and may go back to it',
      { agentDigest: OLD, runsInstalled: true },
      'online',
      { kind: 'replace', worked: true },
    ],
    [
      'may go back to what worked once, be the node online or not',
      { agentDigest: OLD, provenDigest: OLD },
      'offline',
      { kind: 'replace', worked: true },
    ],
    [
      'does not go back to what was never seen to work',
      { agentDigest: OLD, runsInstalled: true },
      'offline',
      { kind: 'replace', worked: false },
    ],
    [
      'does not go back to what was placed over what is still running',
      { agentDigest: OLD, runsInstalled: false },
      'online',
      { kind: 'replace', worked: false },
    ],
    [
      'begins anew where an earlier one broke off before the restart',
      { agentDigest: NEW, provenDigest: OLD, runsInstalled: false },
      'online',
      { kind: 'replace', worked: false },
    ],
    [
      'begins anew where an earlier one broke off before the node was seen',
      { agentDigest: NEW, provenDigest: OLD, runsInstalled: true },
      'stale',
      { kind: 'replace', worked: false },
    ],
    [
      'starts again what has worked, when the node is away',
      { agentDigest: NEW, provenDigest: NEW, runsInstalled: true },
      'offline',
      { kind: 'restart' },
    ],
    [
      'starts again what has worked, when something else runs',
      { agentDigest: NEW, provenDigest: NEW, runsInstalled: false },
      'online',
      { kind: 'restart' },
    ],
    ['places an agent where there is none', { agentDigest: null }, 'offline', { kind: 'replace', worked: false }],
  ] as const)('%s', (_, machine, connection, expected) => {
    expect(plan(machine, connection)).toEqual(expected);
  });

  it.each([
    ['no node', { joinedAs: null }, 'it is no node at all'],
    ['another node', { joinedAs: { nodeId: 'x', nodeName: 'prod-9' } }, 'it is the node prod-9'],
  ])('is refused on a machine that is %s', (_, machine, reason) => {
    expect(() => plan(machine)).toThrow(expect.objectContaining({ code: 'machine_unsuitable', reason }));
  });

  it('is refused without room for another program', () => {
    expect(() => plan({ agentDigest: OLD, freeBytes: 2 ** 20 })).toThrow(
      expect.objectContaining({ evidence: ['1 MiB are free in /usr/local; 500 are needed'] }),
    );
  });
});
