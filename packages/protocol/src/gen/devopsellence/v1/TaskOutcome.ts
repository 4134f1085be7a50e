// Original file: proto/devopsellence/v1/model.proto

import type { Long } from '@grpc/proto-loader';

export interface TaskOutcome {
  'isSuccess'?: (boolean);
  'exitCode'?: (number);
  'startedAtMs'?: (number | string | Long);
  'endedAtMs'?: (number | string | Long);
  'reason'?: (string);
  'lastLines'?: (string)[];
}

export interface TaskOutcome__Output {
  'isSuccess': (boolean);
  'exitCode': (number);
  'startedAtMs': (number);
  'endedAtMs': (number);
  'reason': (string);
  'lastLines': (string)[];
}
