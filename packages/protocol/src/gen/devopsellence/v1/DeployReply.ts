// Original file: proto/devopsellence/v1/operator.proto

import type { NodePlan as _devopsellence_v1_NodePlan, NodePlan__Output as _devopsellence_v1_NodePlan__Output } from '../../devopsellence/v1/NodePlan.js';
import type { Finding as _devopsellence_v1_Finding, Finding__Output as _devopsellence_v1_Finding__Output } from '../../devopsellence/v1/Finding.js';
import type { PinnedImage as _devopsellence_v1_PinnedImage, PinnedImage__Output as _devopsellence_v1_PinnedImage__Output } from '../../devopsellence/v1/PinnedImage.js';

export interface DeployReply {
  'releaseId'?: (string);
  'deploymentId'?: (string);
  'plan'?: (_devopsellence_v1_NodePlan)[];
  'unchanged'?: (boolean);
  'findings'?: (_devopsellence_v1_Finding)[];
  'images'?: (_devopsellence_v1_PinnedImage)[];
}

export interface DeployReply__Output {
  'releaseId': (string);
  'deploymentId': (string);
  'plan': (_devopsellence_v1_NodePlan__Output)[];
  'unchanged': (boolean);
  'findings': (_devopsellence_v1_Finding__Output)[];
  'images': (_devopsellence_v1_PinnedImage__Output)[];
}
