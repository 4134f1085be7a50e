// Original file: proto/devopsellence/v1/operator.proto

import type { Long } from '@grpc/proto-loader';

export interface Registry {
  'host'?: (string);
  'username'?: (string);
  'updatedAtMs'?: (number | string | Long);
}

export interface Registry__Output {
  'host': (string);
  'username': (string);
  'updatedAtMs': (number);
}
