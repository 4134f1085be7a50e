import { describe, expect, it } from 'vitest';
import { nextPhase, type RotationCommand, type RotationKind, type RotationPhase } from './rotation.js';

const ROTATE: RotationCommand = { kind: 'rotate' };
const ADVANCE: RotationCommand = { kind: 'advance' };
const finish = (...without: string[]): RotationCommand => ({ kind: 'finish', without });
const CA: RotationKind = 'certificate_authority';
const KEY: RotationKind = 'signing_key';

describe('replacing a key', () => {
  it.each<[RotationKind, RotationPhase, RotationCommand, readonly string[], RotationPhase]>([
    [KEY, 'steady', ROTATE, [], 'announced'],
    [KEY, 'steady', ROTATE, ['n1'], 'announced'],
    [KEY, 'steady', ADVANCE, [], 'steady'],
    [KEY, 'steady', finish(), [], 'steady'],
    [KEY, 'steady', finish('n1'), [], 'steady'],
    [KEY, 'announced', ROTATE, ['n1'], 'announced'],
    [KEY, 'announced', ADVANCE, ['n1'], 'announced'],
    [KEY, 'announced', ADVANCE, [], 'replaced'],
    [KEY, 'replaced', ROTATE, [], 'replaced'],
    [KEY, 'replaced', ADVANCE, ['n1'], 'replaced'],
    [KEY, 'replaced', ADVANCE, [], 'steady'],
    [CA, 'announced', ADVANCE, [], 'replaced'],
    [CA, 'replaced', ADVANCE, [], 'replaced'],
    [CA, 'replaced', finish(), [], 'steady'],
    [CA, 'replaced', finish('n2', 'n1'), ['n1', 'n2'], 'steady'],
  ])('of kind %s, from %s by %j with %j behind, leads to %s', (rotation, phase, command, behind, next) => {
    expect(nextPhase({ rotation, phase, behind }, command)).toBe(next);
  });

  it.each<[RotationPhase, readonly string[], readonly string[], string]>([
    ['announced', ['n1'], [], 'not_supported'],
    ['announced', [], [], 'not_supported'],
    ['replaced', ['n1', 'n2'], ['n1'], 'not_supported'],
    ['replaced', ['n1'], ['n1', 'n3'], 'invalid_argument'],
  ])('from %s with %j behind is not finished without %j', (phase, behind, without, code) => {
    expect(() => nextPhase({ rotation: CA, phase, behind }, finish(...without))).toThrow(
      expect.objectContaining({ code }),
    );
  });
});
