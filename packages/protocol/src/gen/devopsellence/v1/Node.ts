// Original file: proto/devopsellence/v1/operator.proto

import type { Connection as _devopsellence_v1_Connection, Connection__Output as _devopsellence_v1_Connection__Output } from '../../devopsellence/v1/Connection.js';
import type { EnvironmentName as _devopsellence_v1_EnvironmentName, EnvironmentName__Output as _devopsellence_v1_EnvironmentName__Output } from '../../devopsellence/v1/EnvironmentName.js';
import type { SshAddress as _devopsellence_v1_SshAddress, SshAddress__Output as _devopsellence_v1_SshAddress__Output } from '../../devopsellence/v1/SshAddress.js';
import type { Long } from '@grpc/proto-loader';

export interface Node {
  'id'?: (string);
  'name'?: (string);
  'labels'?: (string)[];
  'connection'?: (_devopsellence_v1_Connection);
  'environments'?: (_devopsellence_v1_EnvironmentName)[];
  'agentVersion'?: (string);
  'lastSeenMs'?: (number | string | Long);
  'joined'?: (boolean);
  'ssh'?: (_devopsellence_v1_SshAddress | null);
  'ingress'?: (string);
}

export interface Node__Output {
  'id': (string);
  'name': (string);
  'labels': (string)[];
  'connection': (_devopsellence_v1_Connection__Output);
  'environments': (_devopsellence_v1_EnvironmentName__Output)[];
  'agentVersion': (string);
  'lastSeenMs': (number);
  'joined': (boolean);
  'ssh': (_devopsellence_v1_SshAddress__Output | null);
  'ingress': (string);
}
