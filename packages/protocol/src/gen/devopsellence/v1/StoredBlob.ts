// Original file: proto/devopsellence/v1/blobs.proto

import type { Long } from '@grpc/proto-loader';

export interface StoredBlob {
  'digest'?: (string);
  'size'?: (number | string | Long);
  'diffId'?: (string);
}

export interface StoredBlob__Output {
  'digest': (string);
  'size': (number);
  'diffId': (string);
}
