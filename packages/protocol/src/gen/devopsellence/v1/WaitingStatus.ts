// Original file: proto/devopsellence/v1/model.proto

import type { Long } from '@grpc/proto-loader';

export interface WaitingStatus {
  'reason'?: (string);
  'subject'?: (string);
  'detail'?: (string);
  'sinceMs'?: (number | string | Long);
}

export interface WaitingStatus__Output {
  'reason': (string);
  'subject': (string);
  'detail': (string);
  'sinceMs': (number);
}
