import type { wire } from '@devopsellence/protocol';
import type { RotationActor } from '../identity/note-rotation.js';
import type { RotationKind, RotationPhase } from '../identity/rotation.js';
import type { RotationStatus, Rotations } from '../identity/rotations.js';
import type { MasterKeyRotation, MasterKeyStatus } from '../secrets/master-key-rotation.js';
import type { OperatorContext, UnaryHandlers } from './handler.js';

const PHASES = {
  steady: 'ROTATION_PHASE_STEADY',
  announced: 'ROTATION_PHASE_ANNOUNCED',
  replaced: 'ROTATION_PHASE_REPLACED',
} as const satisfies Record<RotationPhase, string>;

export interface RotationHandlerDeps {
  readonly rotations: Rotations;
  readonly masterKeyRotation: MasterKeyRotation;
}

export function rotationHandlers(
  deps: RotationHandlerDeps,
): Pick<UnaryHandlers, 'GetTrustStatus' | 'RotateAuthority' | 'RotateSigningKey' | 'RotateMasterKey'> {
  return {
    GetTrustStatus: () => trustStatus(deps),
    RotateAuthority: (request, context) => rotate(deps, 'certificate_authority', request, context),
    RotateSigningKey: (request, context) => rotate(deps, 'signing_key', request, context),
    RotateMasterKey: async (_, context) => {
      await deps.masterKeyRotation.begin(actorOf(context));
      return await trustStatus(deps);
    },
  };
}

async function rotate(
  deps: RotationHandlerDeps,
  kind: RotationKind,
  { finish, without }: wire.RotateRequest__Output,
  context: OperatorContext,
): Promise<wire.TrustStatus> {
  const command = finish ? ({ kind: 'finish', without } as const) : ({ kind: 'rotate' } as const);
  await deps.rotations.step(kind, command, actorOf(context));
  return await trustStatus(deps);
}

function actorOf({ operator, correlationId }: OperatorContext): RotationActor {
  return { name: operator.tokenName, correlationId };
}

async function trustStatus({ rotations, masterKeyRotation }: RotationHandlerDeps): Promise<wire.TrustStatus> {
  const [certificateAuthority, signingKey, masterKey] = await Promise.all([
    rotations.status('certificate_authority'),
    rotations.status('signing_key'),
    masterKeyRotation.status(),
  ]);
  return {
    certificateAuthority: encode(certificateAuthority),
    signingKey: encode(signingKey),
    masterKey: encodeMasterKey(masterKey),
  };
}

function encodeMasterKey({
  phase,
  ids,
  since,
  values,
  valuesLeft,
  isFromEnvironment,
}: MasterKeyStatus): wire.MasterKey {
  return {
    phase: PHASES[phase],
    current: ids.current,
    other: ids.other ?? '',
    sinceMs: since ?? 0,
    values,
    valuesLeft,
    fromEnvironment: isFromEnvironment,
  };
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
