// Original file: proto/devopsellence/v1/access.proto

import type { Long } from '@grpc/proto-loader';

export interface EventsRequest {
  'sinceMs'?: (number | string | Long);
  'limit'?: (number);
  'beforeId'?: (string);
  'afterId'?: (string);
  'follow'?: (boolean);
}

export interface EventsRequest__Output {
  'sinceMs': (number);
  'limit': (number);
  'beforeId': (string);
  'afterId': (string);
  'follow': (boolean);
}
