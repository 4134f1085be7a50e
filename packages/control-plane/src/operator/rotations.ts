import type { wire } from '@devopsellence/protocol';
import type { RotationKind, RotationPhase } from '../identity/rotation.js';
import type { RotationStatus, Rotations } from '../identity/rotations.js';
import type { OperatorContext, UnaryHandlers } from './handler.js';

const PHASES = {
  steady: 'ROTATION_PHASE_STEADY',
  announced: 'ROTATION_PHASE_ANNOUNCED',
  replaced: 'ROTATION_PHASE_REPLACED',
} as const satisfies Record<RotationPhase, string>;

export function rotationHandlers(
  rotations: Rotations,
): Pick<UnaryHandlers, 'GetTrustStatus' | 'RotateAuthority' | 'RotateSigningKey'> {
  return {
    GetTrustStatus: () => trustStatus(rotations),
    RotateAuthority: (request, context) => rotate(rotations, 'certificate_authority', request, context),
    RotateSigningKey: (request, context) => rotate(rotations, 'signing_key', request, context),
  };
}

async function rotate(
  rotations: Rotations,
  kind: RotationKind,
  { finish, without }: wire.RotateRequest__Output,
  { operator, correlationId }: OperatorContext,
): Promise<wire.TrustStatus> {
  const command = finish ? ({ kind: 'finish', without } as const) : ({ kind: 'rotate' } as const);
  await rotations.step(kind, command, { name: operator.tokenName, correlationId });
  return await trustStatus(rotations);
}

async function trustStatus(rotations: Rotations): Promise<wire.TrustStatus> {
  const [certificateAuthority, signingKey] = await Promise.all([
    rotations.status('certificate_authority'),
    rotations.status('signing_key'),
  ]);
  return { certificateAuthority: encode(certificateAuthority), signingKey: encode(signingKey) };
}

function encode({ phase, ids, since, behind }: RotationStatus): wire.Rotation {
  return {
    phase: PHASES[phase],
    current: ids.current,
    other: ids.other ?? '',
    sinceMs: since ?? 0,
    behind: [...behind],
  };
}
