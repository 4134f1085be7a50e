// Original file: proto/devopsellence/v1/operator.proto

import type { Task as _devopsellence_v1_Task, Task__Output as _devopsellence_v1_Task__Output } from '../../devopsellence/v1/Task.js';

export interface ListTasksReply {
  'tasks'?: (_devopsellence_v1_Task)[];
}

export interface ListTasksReply__Output {
  'tasks': (_devopsellence_v1_Task__Output)[];
}
