// Original file: proto/devopsellence/v1/operator.proto

import type { RecordedTaskRun as _devopsellence_v1_RecordedTaskRun, RecordedTaskRun__Output as _devopsellence_v1_RecordedTaskRun__Output } from '../../devopsellence/v1/RecordedTaskRun.js';

export interface ListTaskRunsReply {
  'runs'?: (_devopsellence_v1_RecordedTaskRun)[];
}

export interface ListTaskRunsReply__Output {
  'runs': (_devopsellence_v1_RecordedTaskRun__Output)[];
}
