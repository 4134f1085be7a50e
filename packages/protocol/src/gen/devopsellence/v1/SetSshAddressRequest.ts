// Original file: proto/devopsellence/v1/operator.proto

import type { SshAddress as _devopsellence_v1_SshAddress, SshAddress__Output as _devopsellence_v1_SshAddress__Output } from '../../devopsellence/v1/SshAddress.js';

export interface SetSshAddressRequest {
  'node'?: (string);
  'ssh'?: (_devopsellence_v1_SshAddress | null);
}

export interface SetSshAddressRequest__Output {
  'node': (string);
  'ssh': (_devopsellence_v1_SshAddress__Output | null);
}
