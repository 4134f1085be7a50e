// Original file: proto/devopsellence/v1/blobs.proto


export interface FindBlobsRequest {
  'digests'?: (string)[];
  'diffIds'?: (string)[];
}

export interface FindBlobsRequest__Output {
  'digests': (string)[];
  'diffIds': (string)[];
}
