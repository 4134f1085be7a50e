// Original file: proto/devopsellence/v1/operator.proto

import type { Long } from '@grpc/proto-loader';

export interface RegisterNodeReply {
  'joinToken'?: (string);
  'expiresAtMs'?: (number | string | Long);
  'name'?: (string);
  'command'?: (string);
  'address'?: (string);
}

export interface RegisterNodeReply__Output {
  'joinToken': (string);
  'expiresAtMs': (number);
  'name': (string);
  'command': (string);
  'address': (string);
}
