// Original file: proto/devopsellence/v1/model.proto

export const TaskRunState = {
  TASK_RUN_STATE_UNSPECIFIED: 'TASK_RUN_STATE_UNSPECIFIED',
  TASK_RUN_STATE_WAITING: 'TASK_RUN_STATE_WAITING',
  TASK_RUN_STATE_RUNNING: 'TASK_RUN_STATE_RUNNING',
  TASK_RUN_STATE_SUCCEEDED: 'TASK_RUN_STATE_SUCCEEDED',
  TASK_RUN_STATE_FAILED: 'TASK_RUN_STATE_FAILED',
} as const;

export type TaskRunState =
  | 'TASK_RUN_STATE_UNSPECIFIED'
  | 0
  | 'TASK_RUN_STATE_WAITING'
  | 1
  | 'TASK_RUN_STATE_RUNNING'
  | 2
  | 'TASK_RUN_STATE_SUCCEEDED'
  | 3
  | 'TASK_RUN_STATE_FAILED'
  | 4

export type TaskRunState__Output = typeof TaskRunState[keyof typeof TaskRunState]
