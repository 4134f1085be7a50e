// Original file: proto/devopsellence/v1/agent.proto

import type { Long } from '@grpc/proto-loader';

export interface Heartbeat {
  'observedRevision'?: (number | string | Long);
}

export interface Heartbeat__Output {
  'observedRevision': (number);
}
