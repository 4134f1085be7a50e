// Original file: proto/devopsellence/v1/model.proto

import type { Long } from '@grpc/proto-loader';

export interface ProbeStatus {
  'atMs'?: (number | string | Long);
  'ok'?: (boolean);
  'detail'?: (string);
}

export interface ProbeStatus__Output {
  'atMs': (number);
  'ok': (boolean);
  'detail': (string);
}
