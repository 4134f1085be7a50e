// Original file: proto/devopsellence/v1/operator.proto

import type { Long } from '@grpc/proto-loader';

export interface Secret {
  'name'?: (string);
  'service'?: (string);
  'versionId'?: (string);
  'updatedAtMs'?: (number | string | Long);
  'updatedBy'?: (string);
}

export interface Secret__Output {
  'name': (string);
  'service': (string);
  'versionId': (string);
  'updatedAtMs': (number);
  'updatedBy': (string);
}
