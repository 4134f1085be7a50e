// Original file: proto/devopsellence/v1/blobs.proto

import type { Long } from '@grpc/proto-loader';

export interface FetchBlobRequest {
  'digest'?: (string);
  'offset'?: (number | string | Long);
}

export interface FetchBlobRequest__Output {
  'digest': (string);
  'offset': (number);
}
