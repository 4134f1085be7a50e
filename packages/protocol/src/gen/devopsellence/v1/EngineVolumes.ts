// Original file: proto/devopsellence/v1/volumes.proto

import type { EngineVolume as _devopsellence_v1_EngineVolume, EngineVolume__Output as _devopsellence_v1_EngineVolume__Output } from '../../devopsellence/v1/EngineVolume.js';

export interface EngineVolumes {
  'volumes'?: (_devopsellence_v1_EngineVolume)[];
}

export interface EngineVolumes__Output {
  'volumes': (_devopsellence_v1_EngineVolume__Output)[];
}
