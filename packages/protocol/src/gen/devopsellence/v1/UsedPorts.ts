// Original file: proto/devopsellence/v1/standalone.proto

import type { UsedPort as _devopsellence_v1_UsedPort, UsedPort__Output as _devopsellence_v1_UsedPort__Output } from '../../devopsellence/v1/UsedPort.js';

export interface UsedPorts {
  'ports'?: (_devopsellence_v1_UsedPort)[];
}

export interface UsedPorts__Output {
  'ports': (_devopsellence_v1_UsedPort__Output)[];
}
