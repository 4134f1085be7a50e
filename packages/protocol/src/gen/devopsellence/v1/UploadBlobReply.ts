// Original file: proto/devopsellence/v1/blobs.proto

import type { Long } from '@grpc/proto-loader';

export interface UploadBlobReply {
  'received'?: (number | string | Long);
}

export interface UploadBlobReply__Output {
  'received': (number);
}
