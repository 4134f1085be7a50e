// Original file: proto/devopsellence/v1/diagnosis.proto

import type { Long } from '@grpc/proto-loader';

export interface DiskFacts {
  'name'?: (string);
  'path'?: (string);
  'totalBytes'?: (number | string | Long);
  'freeBytes'?: (number | string | Long);
  'inodes'?: (number | string | Long);
  'freeInodes'?: (number | string | Long);
}

export interface DiskFacts__Output {
  'name': (string);
  'path': (string);
  'totalBytes': (number);
  'freeBytes': (number);
  'inodes': (number);
  'freeInodes': (number);
}
