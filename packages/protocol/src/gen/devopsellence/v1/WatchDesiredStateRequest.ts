// Original file: proto/devopsellence/v1/agent.proto

import type { Long } from '@grpc/proto-loader';

export interface WatchDesiredStateRequest {
  'acceptedRevision'?: (number | string | Long);
}

export interface WatchDesiredStateRequest__Output {
  'acceptedRevision': (number);
}
