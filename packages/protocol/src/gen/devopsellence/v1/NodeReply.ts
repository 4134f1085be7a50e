// Original file: proto/devopsellence/v1/operator.proto

import type { Node as _devopsellence_v1_Node, Node__Output as _devopsellence_v1_Node__Output } from '../../devopsellence/v1/Node.js';

export interface NodeReply {
  'node'?: (_devopsellence_v1_Node | null);
  'changed'?: (boolean);
  'pendingChanges'?: (string)[];
  'standaloneServices'?: (string)[];
}

export interface NodeReply__Output {
  'node': (_devopsellence_v1_Node__Output | null);
  'changed': (boolean);
  'pendingChanges': (string)[];
  'standaloneServices': (string)[];
}
