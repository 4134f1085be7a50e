// Original file: proto/devopsellence/v1/standalone.proto

import type { HostPort as _devopsellence_v1_HostPort, HostPort__Output as _devopsellence_v1_HostPort__Output } from '../../devopsellence/v1/HostPort.js';

export interface CheckPortsWork {
  'ports'?: (_devopsellence_v1_HostPort)[];
}

export interface CheckPortsWork__Output {
  'ports': (_devopsellence_v1_HostPort__Output)[];
}
