// Original file: proto/devopsellence/v1/volumes.proto

import type { Volume as _devopsellence_v1_Volume, Volume__Output as _devopsellence_v1_Volume__Output } from '../../devopsellence/v1/Volume.js';

export interface ListVolumesReply {
  'volumes'?: (_devopsellence_v1_Volume)[];
}

export interface ListVolumesReply__Output {
  'volumes': (_devopsellence_v1_Volume__Output)[];
}
