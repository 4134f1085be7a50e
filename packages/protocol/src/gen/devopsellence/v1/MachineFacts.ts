// Original file: proto/devopsellence/v1/diagnosis.proto

import type { Long } from '@grpc/proto-loader';

export interface MachineFacts {
  'hostName'?: (string);
  'kernel'?: (string);
  'architecture'?: (string);
  'cpus'?: (number);
  'load'?: (number | string)[];
  'memoryBytes'?: (number | string | Long);
  'availableMemoryBytes'?: (number | string | Long);
  'startedAtMs'?: (number | string | Long);
}

export interface MachineFacts__Output {
  'hostName': (string);
  'kernel': (string);
  'architecture': (string);
  'cpus': (number);
  'load': (number)[];
  'memoryBytes': (number);
  'availableMemoryBytes': (number);
  'startedAtMs': (number);
}
