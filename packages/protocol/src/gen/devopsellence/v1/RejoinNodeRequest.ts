// Original file: proto/devopsellence/v1/identity.proto

import type { Long } from '@grpc/proto-loader';

export interface RejoinNodeRequest {
  'node'?: (string);
  'expiresInMs'?: (number | string | Long);
}

export interface RejoinNodeRequest__Output {
  'node': (string);
  'expiresInMs': (number);
}
