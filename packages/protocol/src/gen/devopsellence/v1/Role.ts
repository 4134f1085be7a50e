// Original file: proto/devopsellence/v1/model.proto

export const Role = {
  ROLE_UNSPECIFIED: 'ROLE_UNSPECIFIED',
  ROLE_WEB: 'ROLE_WEB',
  ROLE_WORKER: 'ROLE_WORKER',
} as const;

export type Role =
  | 'ROLE_UNSPECIFIED'
  | 0
  | 'ROLE_WEB'
  | 1
  | 'ROLE_WORKER'
  | 2

export type Role__Output = typeof Role[keyof typeof Role]
