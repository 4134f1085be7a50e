// Original file: proto/devopsellence/v1/standalone.proto

import type { HostPort as _devopsellence_v1_HostPort, HostPort__Output as _devopsellence_v1_HostPort__Output } from '../../devopsellence/v1/HostPort.js';

export interface UsedPort {
  'port'?: (_devopsellence_v1_HostPort | null);
  'container'?: (string);
  'environmentId'?: (string);
  'service'?: (string);
}

export interface UsedPort__Output {
  'port': (_devopsellence_v1_HostPort__Output | null);
  'container': (string);
  'environmentId': (string);
  'service': (string);
}
