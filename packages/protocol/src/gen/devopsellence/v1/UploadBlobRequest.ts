// Original file: proto/devopsellence/v1/blobs.proto

import type { UploadBlobOpen as _devopsellence_v1_UploadBlobOpen, UploadBlobOpen__Output as _devopsellence_v1_UploadBlobOpen__Output } from '../../devopsellence/v1/UploadBlobOpen.js';

export interface UploadBlobRequest {
  'open'?: (_devopsellence_v1_UploadBlobOpen | null);
  'chunk'?: (Buffer | Uint8Array | string);
  'message'?: "open"|"chunk";
}

export interface UploadBlobRequest__Output {
  'open'?: (_devopsellence_v1_UploadBlobOpen__Output | null);
  'chunk'?: (Buffer);
  'message'?: "open"|"chunk";
}
