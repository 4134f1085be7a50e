// Original file: proto/devopsellence/v1/diagnosis.proto

import type { DiskFacts as _devopsellence_v1_DiskFacts, DiskFacts__Output as _devopsellence_v1_DiskFacts__Output } from '../../devopsellence/v1/DiskFacts.js';
import type { Long } from '@grpc/proto-loader';

export interface ControlPlaneFacts {
  'version'?: (string);
  'atMs'?: (number | string | Long);
  'startedAtMs'?: (number | string | Long);
  'memoryBytes'?: (number | string | Long);
  'databaseBytes'?: (number | string | Long);
  'disk'?: (_devopsellence_v1_DiskFacts | null);
  'authorityEndsAtMs'?: (number | string | Long);
  'serverCertificateEndsAtMs'?: (number | string | Long);
  'eventLoopLagMs'?: (number | string);
  'pendingReports'?: (number);
}

export interface ControlPlaneFacts__Output {
  'version': (string);
  'atMs': (number);
  'startedAtMs': (number);
  'memoryBytes': (number);
  'databaseBytes': (number);
  'disk': (_devopsellence_v1_DiskFacts__Output | null);
  'authorityEndsAtMs': (number);
  'serverCertificateEndsAtMs': (number);
  'eventLoopLagMs': (number);
  'pendingReports': (number);
}
