// Original file: proto/devopsellence/v1/model.proto

import type { Long } from '@grpc/proto-loader';

export interface ExitStatus {
  'atMs'?: (number | string | Long);
  'exitCode'?: (number);
  'isOutOfMemory'?: (boolean);
}

export interface ExitStatus__Output {
  'atMs': (number);
  'exitCode': (number);
  'isOutOfMemory': (boolean);
}
