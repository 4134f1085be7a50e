// Original file: proto/devopsellence/v1/identity.proto

import type { Rotation as _devopsellence_v1_Rotation, Rotation__Output as _devopsellence_v1_Rotation__Output } from '../../devopsellence/v1/Rotation.js';
import type { MasterKey as _devopsellence_v1_MasterKey, MasterKey__Output as _devopsellence_v1_MasterKey__Output } from '../../devopsellence/v1/MasterKey.js';

export interface TrustStatus {
  'certificateAuthority'?: (_devopsellence_v1_Rotation | null);
  'signingKey'?: (_devopsellence_v1_Rotation | null);
  'masterKey'?: (_devopsellence_v1_MasterKey | null);
}

export interface TrustStatus__Output {
  'certificateAuthority': (_devopsellence_v1_Rotation__Output | null);
  'signingKey': (_devopsellence_v1_Rotation__Output | null);
  'masterKey': (_devopsellence_v1_MasterKey__Output | null);
}
