// Original file: proto/devopsellence/v1/services.proto

import type { Long } from '@grpc/proto-loader';

export interface ProbeResult {
  'atMs'?: (number | string | Long);
  'sinceMs'?: (number | string | Long);
  'ok'?: (boolean);
  'detail'?: (string);
  'consecutiveFailures'?: (number);
}

export interface ProbeResult__Output {
  'atMs': (number);
  'sinceMs': (number);
  'ok': (boolean);
  'detail': (string);
  'consecutiveFailures': (number);
}
