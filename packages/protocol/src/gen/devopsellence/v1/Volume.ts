// Original file: proto/devopsellence/v1/volumes.proto

import type { Long } from '@grpc/proto-loader';

export interface Volume {
  'name'?: (string);
  'isOwn'?: (boolean);
  'usedBy'?: (string)[];
  'wantedBy'?: (string)[];
  'bytes'?: (number | string | Long);
}

export interface Volume__Output {
  'name': (string);
  'isOwn': (boolean);
  'usedBy': (string)[];
  'wantedBy': (string)[];
  'bytes': (number);
}
