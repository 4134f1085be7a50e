import { describe, expect, it } from 'vitest';
import { aSoloControlPlane } from '../testing/fake-control-plane.js';
import { aMachine } from '../testing/fake-machine.js';
import { planSolo, type SoloFacts } from './plan-solo.js';

const DIGEST = 'c'.repeat(64);
const ALL_THERE = aSoloControlPlane({ digest: DIGEST, runs: true, ownerToken: 'T' });

const plan = (facts: Partial<SoloFacts> = {}) =>
  planSolo({
    machine: aMachine(),
    controlPlane: ALL_THERE,
    binary: { path: 'control-plane', digest: DIGEST },
    advertise: null,
    mayInstallDocker: false,
    ...facts,
  });
const NOTHING = { advertise: false, place: false, start: false };

describe('a machine that is all there is', () => {
  it.each([
    ['nothing where all is there', {}, NOTHING],
    ['everything on a new machine', { controlPlane: aSoloControlPlane() }, { ...NOTHING, place: true, start: true }],
    ['a start where it does not run', { controlPlane: { ...ALL_THERE, runs: false } }, { ...NOTHING, start: true }],
    [
      'a start where it is to be reached in another way',
      { advertise: 'cp.example.com' },
      { ...NOTHING, advertise: true, start: true },
    ],
    ['nothing where it is reached in that way', { advertise: '127.0.0.1' }, NOTHING],
  ])('needs %s', (_, facts, expected) => {
    expect(plan(facts)).toEqual(expected);
  });

  it('is not one that is the node of another control plane', () => {
    const machine = aMachine({ joinedAs: { nodeId: 'x', nodeName: 'prod-9' } });
    expect(() => plan({ machine, controlPlane: aSoloControlPlane() })).toThrow(
      expect.objectContaining({ code: 'already_joined' }),
    );
  });

  it('is not one without Docker', () => {
    expect(() => plan({ machine: aMachine({ engineVersion: null }) })).toThrow(
      expect.objectContaining({ code: 'machine_unsuitable', nextActions: ['the same command with --install-docker'] }),
    );
  });
});
