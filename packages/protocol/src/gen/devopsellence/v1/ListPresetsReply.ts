// Original file: proto/devopsellence/v1/operator.proto

import type { Preset as _devopsellence_v1_Preset, Preset__Output as _devopsellence_v1_Preset__Output } from '../../devopsellence/v1/Preset.js';

export interface ListPresetsReply {
  'presets'?: (_devopsellence_v1_Preset)[];
}

export interface ListPresetsReply__Output {
  'presets': (_devopsellence_v1_Preset__Output)[];
}
