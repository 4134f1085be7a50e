// Original file: proto/devopsellence/v1/registries.proto

import type { Long } from '@grpc/proto-loader';

export interface Registry {
  'host'?: (string);
  'username'?: (string);
  'updatedAtMs'?: (number | string | Long);
  'namespace'?: (string);
}

export interface Registry__Output {
  'host': (string);
  'username': (string);
  'updatedAtMs': (number);
  'namespace': (string);
}
