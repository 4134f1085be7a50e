// Original file: proto/devopsellence/v1/volumes.proto

import type { Long } from '@grpc/proto-loader';

export interface EngineVolume {
  'name'?: (string);
  'environmentId'?: (string);
  'isOwn'?: (boolean);
  'usedBy'?: (string)[];
  'bytes'?: (number | string | Long);
}

export interface EngineVolume__Output {
  'name': (string);
  'environmentId': (string);
  'isOwn': (boolean);
  'usedBy': (string)[];
  'bytes': (number);
}
