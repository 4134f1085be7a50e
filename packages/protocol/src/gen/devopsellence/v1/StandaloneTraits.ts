// Original file: proto/devopsellence/v1/model.proto

import type { PublishedPortSpec as _devopsellence_v1_PublishedPortSpec, PublishedPortSpec__Output as _devopsellence_v1_PublishedPortSpec__Output } from '../../devopsellence/v1/PublishedPortSpec.js';

export interface StandaloneTraits {
  'labels'?: ({[key: string]: string});
  'isHostNetwork'?: (boolean);
  'publishedPorts'?: (_devopsellence_v1_PublishedPortSpec)[];
  'isNetAdmin'?: (boolean);
  'isPrivileged'?: (boolean);
}

export interface StandaloneTraits__Output {
  'labels': ({[key: string]: string});
  'isHostNetwork': (boolean);
  'publishedPorts': (_devopsellence_v1_PublishedPortSpec__Output)[];
  'isNetAdmin': (boolean);
  'isPrivileged': (boolean);
}
