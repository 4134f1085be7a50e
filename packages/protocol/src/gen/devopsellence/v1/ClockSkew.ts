// Original file: proto/devopsellence/v1/diagnosis.proto

import type { Long } from '@grpc/proto-loader';

export interface ClockSkew {
  'aheadMs'?: (number | string | Long);
  'roundTripMs'?: (number | string | Long);
}

export interface ClockSkew__Output {
  'aheadMs': (number);
  'roundTripMs': (number);
}
