import { describe, expect, it } from 'vitest';
import { aNode } from '../testing/builders.js';
import { aMachine } from '../testing/fake-machine.js';
import { type InstallationFacts, planInstallation } from './plan-installation.js';

const DIGEST = 'd'.repeat(64);

const plan = (facts: Partial<InstallationFacts> = {}) =>
  planInstallation({
    name: 'prod-1',
    machine: aMachine(),
    known: null,
    binary: { path: 'agent', digest: DIGEST },
    mayInstallDocker: false,
    ...facts,
  });
const noEngine = aMachine({ engineVersion: null, engineError: 'docker: not found' });
const joinedAs = { nodeId: '01NODE', nodeName: 'prod-1' };

describe('an installation', () => {
  it('places and joins on a new machine', () => {
    expect(plan()).toEqual({ installDocker: false, placeAgent: true, join: 'first' });
  });

  it('installs Docker only when asked to', () => {
    expect(plan({ machine: noEngine, mayInstallDocker: true }).installDocker).toBe(true);
    expect(() => plan({ machine: noEngine })).toThrow(
      expect.objectContaining({
        code: 'machine_unsuitable',
        evidence: ['no Docker Engine answers at /var/run/docker.sock: docker: not found'],
        nextActions: ['the same command with --install-docker'],
      }),
    );
  });

  it('installs no Docker on a distribution that it does not know', () => {
    const machine = { ...noEngine, distribution: ['alpine'], systemName: 'Alpine Linux' };
    expect(() => plan({ machine, mayInstallDocker: true })).toThrow(
      expect.objectContaining({ nextActions: [expect.stringContaining('as Alpine Linux wants it')] }),
    );
  });

  it('names all that is missing at once', () => {
    const machine = aMachine({ architecture: 'riscv64', freeBytes: 2 ** 20, engineVersion: null });
    expect(() => plan({ machine })).toThrow(
      expect.objectContaining({
        evidence: [
          'there is no agent for riscv64',
          '1 MiB are free in /usr/local; 500 are needed',
          'no Docker Engine answers at /var/run/docker.sock',
        ],
      }),
    );
  });

  it('has nothing to do where all is done', () => {
    expect(plan({ machine: aMachine({ agentDigest: DIGEST, joinedAs }), known: aNode() })).toEqual({
      installDocker: false,
      placeAgent: false,
      join: 'no',
    });
  });

  it('joins again when the token of an earlier run is lost', () => {
    expect(plan({ known: aNode({ joined: false }) }).join).toBe('again');
  });

  it.each([
    ['another node', { known: null, machine: aMachine({ joinedAs }) }, 'already_joined'],
    [
      'one that the name does not mean',
      { known: aNode({ id: 'x' }), machine: aMachine({ joinedAs }) },
      'already_joined',
    ],
    ['a name that another machine has', { known: aNode() }, 'name_taken'],
  ])('is refused for %s', (_, facts, code) => {
    expect(() => plan(facts)).toThrow(expect.objectContaining({ code }));
  });
});
