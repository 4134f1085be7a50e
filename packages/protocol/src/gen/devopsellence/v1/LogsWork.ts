// Original file: proto/devopsellence/v1/agent.proto

import type { Long } from '@grpc/proto-loader';

export interface LogsWork {
  'environmentId'?: (string);
  'service'?: (string);
  'lines'?: (number);
  'sinceMs'?: (number | string | Long);
  'follow'?: (boolean);
  'taskRun'?: (string);
  'whole'?: (boolean);
}

export interface LogsWork__Output {
  'environmentId': (string);
  'service': (string);
  'lines': (number);
  'sinceMs': (number);
  'follow': (boolean);
  'taskRun': (string);
  'whole': (boolean);
}
