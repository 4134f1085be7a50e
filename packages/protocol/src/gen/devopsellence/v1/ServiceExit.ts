// Original file: proto/devopsellence/v1/services.proto

import type { Long } from '@grpc/proto-loader';

export interface ServiceExit {
  'container'?: (string);
  'hash'?: (string);
  'releaseId'?: (string);
  'startedAtMs'?: (number | string | Long);
  'endedAtMs'?: (number | string | Long);
  'exitCode'?: (number);
  'isOutOfMemory'?: (boolean);
  'wasReady'?: (boolean);
  'stoppedFor'?: (string);
  'lastLines'?: (string)[];
}

export interface ServiceExit__Output {
  'container': (string);
  'hash': (string);
  'releaseId': (string);
  'startedAtMs': (number);
  'endedAtMs': (number);
  'exitCode': (number);
  'isOutOfMemory': (boolean);
  'wasReady': (boolean);
  'stoppedFor': (string);
  'lastLines': (string)[];
}
