// Original file: proto/devopsellence/v1/standalone.proto

import type { Connection as _devopsellence_v1_Connection, Connection__Output as _devopsellence_v1_Connection__Output } from '../../devopsellence/v1/Connection.js';
import type { PinnedImage as _devopsellence_v1_PinnedImage, PinnedImage__Output as _devopsellence_v1_PinnedImage__Output } from '../../devopsellence/v1/PinnedImage.js';
import type { ServiceStatus as _devopsellence_v1_ServiceStatus, ServiceStatus__Output as _devopsellence_v1_ServiceStatus__Output } from '../../devopsellence/v1/ServiceStatus.js';
import type { Long } from '@grpc/proto-loader';

export interface StandaloneService {
  'name'?: (string);
  'node'?: (string);
  'nodeId'?: (string);
  'connection'?: (_devopsellence_v1_Connection);
  'settings'?: (string);
  'image'?: (_devopsellence_v1_PinnedImage | null);
  'isStopped'?: (boolean);
  'status'?: (_devopsellence_v1_ServiceStatus | null);
  'hasPreset'?: (boolean);
  'createdAtMs'?: (number | string | Long);
  'updatedAtMs'?: (number | string | Long);
  'operation'?: (string);
  'isHostnamePending'?: (boolean);
}

export interface StandaloneService__Output {
  'name': (string);
  'node': (string);
  'nodeId': (string);
  'connection': (_devopsellence_v1_Connection__Output);
  'settings': (string);
  'image': (_devopsellence_v1_PinnedImage__Output | null);
  'isStopped': (boolean);
  'status': (_devopsellence_v1_ServiceStatus__Output | null);
  'hasPreset': (boolean);
  'createdAtMs': (number);
  'updatedAtMs': (number);
  'operation': (string);
  'isHostnamePending': (boolean);
}
