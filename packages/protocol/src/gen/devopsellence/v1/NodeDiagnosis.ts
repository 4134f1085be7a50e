// Original file: proto/devopsellence/v1/diagnosis.proto

import type { AgentFacts as _devopsellence_v1_AgentFacts, AgentFacts__Output as _devopsellence_v1_AgentFacts__Output } from '../../devopsellence/v1/AgentFacts.js';
import type { MachineFacts as _devopsellence_v1_MachineFacts, MachineFacts__Output as _devopsellence_v1_MachineFacts__Output } from '../../devopsellence/v1/MachineFacts.js';
import type { EngineFacts as _devopsellence_v1_EngineFacts, EngineFacts__Output as _devopsellence_v1_EngineFacts__Output } from '../../devopsellence/v1/EngineFacts.js';
import type { DiskFacts as _devopsellence_v1_DiskFacts, DiskFacts__Output as _devopsellence_v1_DiskFacts__Output } from '../../devopsellence/v1/DiskFacts.js';
import type { ContainerFacts as _devopsellence_v1_ContainerFacts, ContainerFacts__Output as _devopsellence_v1_ContainerFacts__Output } from '../../devopsellence/v1/ContainerFacts.js';
import type { NetworkFacts as _devopsellence_v1_NetworkFacts, NetworkFacts__Output as _devopsellence_v1_NetworkFacts__Output } from '../../devopsellence/v1/NetworkFacts.js';
import type { PublishedPort as _devopsellence_v1_PublishedPort, PublishedPort__Output as _devopsellence_v1_PublishedPort__Output } from '../../devopsellence/v1/PublishedPort.js';
import type { EngineSizes as _devopsellence_v1_EngineSizes, EngineSizes__Output as _devopsellence_v1_EngineSizes__Output } from '../../devopsellence/v1/EngineSizes.js';
import type { UnreadPart as _devopsellence_v1_UnreadPart, UnreadPart__Output as _devopsellence_v1_UnreadPart__Output } from '../../devopsellence/v1/UnreadPart.js';

export interface NodeDiagnosis {
  'agent'?: (_devopsellence_v1_AgentFacts | null);
  'machine'?: (_devopsellence_v1_MachineFacts | null);
  'engine'?: (_devopsellence_v1_EngineFacts | null);
  'disks'?: (_devopsellence_v1_DiskFacts)[];
  'containers'?: (_devopsellence_v1_ContainerFacts)[];
  'networks'?: (_devopsellence_v1_NetworkFacts)[];
  'ports'?: (_devopsellence_v1_PublishedPort)[];
  'sizes'?: (_devopsellence_v1_EngineSizes | null);
  'unread'?: (_devopsellence_v1_UnreadPart)[];
  'log'?: (string)[];
}

export interface NodeDiagnosis__Output {
  'agent': (_devopsellence_v1_AgentFacts__Output | null);
  'machine': (_devopsellence_v1_MachineFacts__Output | null);
  'engine': (_devopsellence_v1_EngineFacts__Output | null);
  'disks': (_devopsellence_v1_DiskFacts__Output)[];
  'containers': (_devopsellence_v1_ContainerFacts__Output)[];
  'networks': (_devopsellence_v1_NetworkFacts__Output)[];
  'ports': (_devopsellence_v1_PublishedPort__Output)[];
  'sizes': (_devopsellence_v1_EngineSizes__Output | null);
  'unread': (_devopsellence_v1_UnreadPart__Output)[];
  'log': (string)[];
}
