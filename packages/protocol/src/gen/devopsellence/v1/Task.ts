// Original file: proto/devopsellence/v1/operator.proto

import type { TaskSchedule as _devopsellence_v1_TaskSchedule, TaskSchedule__Output as _devopsellence_v1_TaskSchedule__Output } from '../../devopsellence/v1/TaskSchedule.js';
import type { RecordedTaskRun as _devopsellence_v1_RecordedTaskRun, RecordedTaskRun__Output as _devopsellence_v1_RecordedTaskRun__Output } from '../../devopsellence/v1/RecordedTaskRun.js';
import type { Long } from '@grpc/proto-loader';

export interface Task {
  'name'?: (string);
  'service'?: (string);
  'command'?: (string)[];
  'args'?: (string)[];
  'timeoutMs'?: (number);
  'schedule'?: (_devopsellence_v1_TaskSchedule | null);
  'nextAtMs'?: (number | string | Long);
  'lastRun'?: (_devopsellence_v1_RecordedTaskRun | null);
}

export interface Task__Output {
  'name': (string);
  'service': (string);
  'command': (string)[];
  'args': (string)[];
  'timeoutMs': (number);
  'schedule': (_devopsellence_v1_TaskSchedule__Output | null);
  'nextAtMs': (number);
  'lastRun': (_devopsellence_v1_RecordedTaskRun__Output | null);
}
