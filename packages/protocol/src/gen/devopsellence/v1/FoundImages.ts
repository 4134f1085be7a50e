// Original file: proto/devopsellence/v1/agent.proto

import type { PinnedImage as _devopsellence_v1_PinnedImage, PinnedImage__Output as _devopsellence_v1_PinnedImage__Output } from '../../devopsellence/v1/PinnedImage.js';

export interface FoundImages {
  'images'?: (_devopsellence_v1_PinnedImage)[];
}

export interface FoundImages__Output {
  'images': (_devopsellence_v1_PinnedImage__Output)[];
}
