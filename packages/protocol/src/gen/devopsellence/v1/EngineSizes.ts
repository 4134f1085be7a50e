// Original file: proto/devopsellence/v1/diagnosis.proto

import type { Long } from '@grpc/proto-loader';

export interface EngineSizes {
  'imagesBytes'?: (number | string | Long);
  'volumesBytes'?: (number | string | Long);
}

export interface EngineSizes__Output {
  'imagesBytes': (number);
  'volumesBytes': (number);
}
