// Original file: proto/devopsellence/v1/blobs.proto

import type { StoredBlob as _devopsellence_v1_StoredBlob, StoredBlob__Output as _devopsellence_v1_StoredBlob__Output } from '../../devopsellence/v1/StoredBlob.js';

export interface FindBlobsReply {
  'blobs'?: (_devopsellence_v1_StoredBlob)[];
}

export interface FindBlobsReply__Output {
  'blobs': (_devopsellence_v1_StoredBlob__Output)[];
}
