// Original file: proto/devopsellence/v1/operator.proto

import type { PinnedImage as _devopsellence_v1_PinnedImage, PinnedImage__Output as _devopsellence_v1_PinnedImage__Output } from '../../devopsellence/v1/PinnedImage.js';

export interface ReleaseService {
  'name'?: (string);
  'image'?: (_devopsellence_v1_PinnedImage | null);
  'keptOn'?: (string)[];
  'missingOn'?: (string)[];
  'uploaded'?: (boolean);
}

export interface ReleaseService__Output {
  'name': (string);
  'image': (_devopsellence_v1_PinnedImage__Output | null);
  'keptOn': (string)[];
  'missingOn': (string)[];
  'uploaded': (boolean);
}
