// Original file: proto/devopsellence/v1/model.proto

export const Connection = {
  CONNECTION_UNSPECIFIED: 'CONNECTION_UNSPECIFIED',
  CONNECTION_ONLINE: 'CONNECTION_ONLINE',
  CONNECTION_STALE: 'CONNECTION_STALE',
  CONNECTION_OFFLINE: 'CONNECTION_OFFLINE',
} as const;

export type Connection =
  | 'CONNECTION_UNSPECIFIED'
  | 0
  | 'CONNECTION_ONLINE'
  | 1
  | 'CONNECTION_STALE'
  | 2
  | 'CONNECTION_OFFLINE'
  | 3

export type Connection__Output = typeof Connection[keyof typeof Connection]
