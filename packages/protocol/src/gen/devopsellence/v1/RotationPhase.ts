// Original file: proto/devopsellence/v1/identity.proto

export const RotationPhase = {
  ROTATION_PHASE_UNSPECIFIED: 'ROTATION_PHASE_UNSPECIFIED',
  ROTATION_PHASE_STEADY: 'ROTATION_PHASE_STEADY',
  ROTATION_PHASE_ANNOUNCED: 'ROTATION_PHASE_ANNOUNCED',
  ROTATION_PHASE_REPLACED: 'ROTATION_PHASE_REPLACED',
} as const;

export type RotationPhase =
  | 'ROTATION_PHASE_UNSPECIFIED'
  | 0
  | 'ROTATION_PHASE_STEADY'
  | 1
  | 'ROTATION_PHASE_ANNOUNCED'
  | 2
  | 'ROTATION_PHASE_REPLACED'
  | 3

export type RotationPhase__Output = typeof RotationPhase[keyof typeof RotationPhase]
