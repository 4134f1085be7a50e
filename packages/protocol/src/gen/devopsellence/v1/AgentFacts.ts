// Original file: proto/devopsellence/v1/diagnosis.proto

import type { SessionFailure as _devopsellence_v1_SessionFailure, SessionFailure__Output as _devopsellence_v1_SessionFailure__Output } from '../../devopsellence/v1/SessionFailure.js';
import type { Long } from '@grpc/proto-loader';

export interface AgentFacts {
  'version'?: (string);
  'startedAtMs'?: (number | string | Long);
  'memoryBytes'?: (number | string | Long);
  'acceptedRevision'?: (number | string | Long);
  'certificateEndsAtMs'?: (number | string | Long);
  'connectedAtMs'?: (number | string | Long);
  'sessionFailures'?: (number | string | Long);
  'lastFailures'?: (_devopsellence_v1_SessionFailure)[];
}

export interface AgentFacts__Output {
  'version': (string);
  'startedAtMs': (number);
  'memoryBytes': (number);
  'acceptedRevision': (number);
  'certificateEndsAtMs': (number);
  'connectedAtMs': (number);
  'sessionFailures': (number);
  'lastFailures': (_devopsellence_v1_SessionFailure__Output)[];
}
