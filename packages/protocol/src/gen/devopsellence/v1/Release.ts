// Original file: proto/devopsellence/v1/operator.proto

import type { Long } from '@grpc/proto-loader';

export interface Release {
  'id'?: (string);
  'number'?: (number);
  'revision'?: (string);
  'createdAtMs'?: (number | string | Long);
  'createdBy'?: (string);
  'settled'?: (boolean);
  'current'?: (boolean);
}

export interface Release__Output {
  'id': (string);
  'number': (number);
  'revision': (string);
  'createdAtMs': (number);
  'createdBy': (string);
  'settled': (boolean);
  'current': (boolean);
}
