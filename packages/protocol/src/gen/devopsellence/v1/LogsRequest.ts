// Original file: proto/devopsellence/v1/operator.proto

import type { EnvironmentName as _devopsellence_v1_EnvironmentName, EnvironmentName__Output as _devopsellence_v1_EnvironmentName__Output } from '../../devopsellence/v1/EnvironmentName.js';
import type { Long } from '@grpc/proto-loader';

export interface LogsRequest {
  'environment'?: (_devopsellence_v1_EnvironmentName | null);
  'service'?: (string);
  'node'?: (string);
  'lines'?: (number);
  'sinceMs'?: (number | string | Long);
  'follow'?: (boolean);
  'task'?: (string);
  'run'?: (string);
  'whole'?: (boolean);
}

export interface LogsRequest__Output {
  'environment': (_devopsellence_v1_EnvironmentName__Output | null);
  'service': (string);
  'node': (string);
  'lines': (number);
  'sinceMs': (number);
  'follow': (boolean);
  'task': (string);
  'run': (string);
  'whole': (boolean);
}
