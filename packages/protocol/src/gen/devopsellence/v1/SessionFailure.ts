// Original file: proto/devopsellence/v1/diagnosis.proto

import type { Long } from '@grpc/proto-loader';

export interface SessionFailure {
  'atMs'?: (number | string | Long);
  'message'?: (string);
}

export interface SessionFailure__Output {
  'atMs': (number);
  'message': (string);
}
