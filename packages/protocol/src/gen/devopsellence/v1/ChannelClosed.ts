// Original file: proto/devopsellence/v1/agent.proto

import type { Failure as _devopsellence_v1_Failure, Failure__Output as _devopsellence_v1_Failure__Output } from '../../devopsellence/v1/Failure.js';

export interface ChannelClosed {
  'exitCode'?: (number);
  'failure'?: (_devopsellence_v1_Failure | null);
}

export interface ChannelClosed__Output {
  'exitCode': (number);
  'failure': (_devopsellence_v1_Failure__Output | null);
}
