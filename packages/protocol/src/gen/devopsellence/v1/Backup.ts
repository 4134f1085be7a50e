// Original file: proto/devopsellence/v1/backups.proto

import type { Long } from '@grpc/proto-loader';

export interface Backup {
  'id'?: (string);
  'reason'?: (string);
  'madeAtMs'?: (number | string | Long);
  'productVersion'?: (string);
  'size'?: (number | string | Long);
  'sha256'?: (string);
  'masterKeyId'?: (string);
  'path'?: (string);
  'nodes'?: (number);
  'tokens'?: (number);
  'environments'?: (number);
  'secrets'?: (number);
  'whole'?: (boolean);
}

export interface Backup__Output {
  'id': (string);
  'reason': (string);
  'madeAtMs': (number);
  'productVersion': (string);
  'size': (number);
  'sha256': (string);
  'masterKeyId': (string);
  'path': (string);
  'nodes': (number);
  'tokens': (number);
  'environments': (number);
  'secrets': (number);
  'whole': (boolean);
}
