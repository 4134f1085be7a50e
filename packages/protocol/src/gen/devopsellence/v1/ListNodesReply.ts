// Original file: proto/devopsellence/v1/operator.proto

import type { Node as _devopsellence_v1_Node, Node__Output as _devopsellence_v1_Node__Output } from '../../devopsellence/v1/Node.js';

export interface ListNodesReply {
  'nodes'?: (_devopsellence_v1_Node)[];
}

export interface ListNodesReply__Output {
  'nodes': (_devopsellence_v1_Node__Output)[];
}
