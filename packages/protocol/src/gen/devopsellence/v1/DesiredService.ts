// Original file: proto/devopsellence/v1/model.proto

import type { Role as _devopsellence_v1_Role, Role__Output as _devopsellence_v1_Role__Output } from '../../devopsellence/v1/Role.js';
import type { ContainerDefinition as _devopsellence_v1_ContainerDefinition, ContainerDefinition__Output as _devopsellence_v1_ContainerDefinition__Output } from '../../devopsellence/v1/ContainerDefinition.js';
import type { Readiness as _devopsellence_v1_Readiness, Readiness__Output as _devopsellence_v1_Readiness__Output } from '../../devopsellence/v1/Readiness.js';
import type { Dependency as _devopsellence_v1_Dependency, Dependency__Output as _devopsellence_v1_Dependency__Output } from '../../devopsellence/v1/Dependency.js';
import type { ReplacementOrder as _devopsellence_v1_ReplacementOrder, ReplacementOrder__Output as _devopsellence_v1_ReplacementOrder__Output } from '../../devopsellence/v1/ReplacementOrder.js';

export interface DesiredService {
  'name'?: (string);
  'role'?: (_devopsellence_v1_Role);
  'hash'?: (string);
  'definition'?: (_devopsellence_v1_ContainerDefinition | null);
  'readiness'?: (_devopsellence_v1_Readiness | null);
  'dependsOn'?: (_devopsellence_v1_Dependency)[];
  'order'?: (_devopsellence_v1_ReplacementOrder);
  'stopGraceMs'?: (number);
  'isStopped'?: (boolean);
}

export interface DesiredService__Output {
  'name': (string);
  'role': (_devopsellence_v1_Role__Output);
  'hash': (string);
  'definition': (_devopsellence_v1_ContainerDefinition__Output | null);
  'readiness': (_devopsellence_v1_Readiness__Output | null);
  'dependsOn': (_devopsellence_v1_Dependency__Output)[];
  'order': (_devopsellence_v1_ReplacementOrder__Output);
  'stopGraceMs': (number);
  'isStopped': (boolean);
}
