// Original file: proto/devopsellence/v1/agent.proto

import type { Long } from '@grpc/proto-loader';

export interface LogEntry {
  'service'?: (string);
  'container'?: (string);
  'stderr'?: (boolean);
  'atMs'?: (number | string | Long);
  'line'?: (Buffer | Uint8Array | string);
}

export interface LogEntry__Output {
  'service': (string);
  'container': (string);
  'stderr': (boolean);
  'atMs': (number);
  'line': (Buffer);
}
