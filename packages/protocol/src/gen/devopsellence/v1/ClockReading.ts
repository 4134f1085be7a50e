// Original file: proto/devopsellence/v1/diagnosis.proto

import type { Long } from '@grpc/proto-loader';

export interface ClockReading {
  'atMs'?: (number | string | Long);
}

export interface ClockReading__Output {
  'atMs': (number);
}
