// Original file: proto/devopsellence/v1/operator.proto

import type { Release as _devopsellence_v1_Release, Release__Output as _devopsellence_v1_Release__Output } from '../../devopsellence/v1/Release.js';

export interface ListReleasesReply {
  'releases'?: (_devopsellence_v1_Release)[];
}

export interface ListReleasesReply__Output {
  'releases': (_devopsellence_v1_Release__Output)[];
}
