// Original file: proto/devopsellence/v1/operator.proto

import type { Long } from '@grpc/proto-loader';

export interface RegisterNodeRequest {
  'name'?: (string);
  'labels'?: (string)[];
  'expiresInMs'?: (number | string | Long);
}

export interface RegisterNodeRequest__Output {
  'name': (string);
  'labels': (string)[];
  'expiresInMs': (number);
}
