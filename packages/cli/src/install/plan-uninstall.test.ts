import { describe, expect, it } from 'vitest';
import { aNode, PRODUCTION } from '../testing/builders.js';
import { aMachine } from '../testing/fake-machine.js';
import { planUninstall, type UninstallFacts } from './plan-uninstall.js';

const node = aNode();
const itself = aMachine({ joinedAs: { nodeId: node.id, nodeName: node.name }, agentDigest: 'a' });
const offline = aNode({ connection: 'offline' });

const plan = (facts: Partial<UninstallFacts> = {}) =>
  planUninstall({ name: node.name, node, machine: itself, keepWorkloads: false, ...facts });

const ALL = { nodeId: node.id, detachFrom: [PRODUCTION], agentStops: true, removeWorkloads: true, removeNode: true };
const WITHOUT_AGENT = { ...ALL, detachFrom: [], agentStops: false };

describe('an uninstallation', () => {
  it.each([
    ['lets the agent stop what runs, while it is there', {}, ALL],
    ['does that itself where the agent is away', { node: offline }, WITHOUT_AGENT],
    ['keeps what runs when asked to', { keepWorkloads: true }, { ...WITHOUT_AGENT, removeWorkloads: false }],
    [
      'keeps it also where no engine answers',
      { keepWorkloads: true, machine: { ...itself, engineVersion: null } },
      { ...WITHOUT_AGENT, removeWorkloads: false },
    ],
    ['goes on where the agent is gone already', { node: offline, machine: aMachine() }, WITHOUT_AGENT],
    [
      'clears what never joined',
      { node: aNode({ joined: false, connection: 'offline' }), machine: aMachine({ agentDigest: 'a' }) },
      WITHOUT_AGENT,
    ],
    ['clears the machine of a node that was removed', { node: null }, { ...WITHOUT_AGENT, removeNode: false }],
  ])('%s', (_, facts, expected) => {
    expect(plan(facts)).toEqual(expected);
  });

  it.each([
    ['another node', { machine: aMachine({ joinedAs: { nodeId: 'x', nodeName: 'prod-9' } }) }],
    ['no node, while the node is online elsewhere', { machine: aMachine() }],
    ['no node, but has an agent', { node: offline, machine: aMachine({ agentDigest: 'a' }) }],
    ['a node of another name', { name: 'prod-2', node: null }],
  ])('is refused on a machine that is %s', (_, facts) => {
    expect(() => plan(facts)).toThrow(expect.objectContaining({ code: 'machine_unsuitable' }));
  });

  it('is refused where what runs cannot be stopped', () => {
    expect(() => plan({ machine: { ...itself, engineVersion: null } })).toThrow(
      expect.objectContaining({ nextActions: ['the same command with --keep-workloads'] }),
    );
  });
});
