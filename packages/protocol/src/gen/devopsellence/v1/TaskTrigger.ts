// Original file: proto/devopsellence/v1/operator.proto

export const TaskTrigger = {
  TASK_TRIGGER_UNSPECIFIED: 'TASK_TRIGGER_UNSPECIFIED',
  TASK_TRIGGER_DEPLOYMENT: 'TASK_TRIGGER_DEPLOYMENT',
  TASK_TRIGGER_SCHEDULE: 'TASK_TRIGGER_SCHEDULE',
  TASK_TRIGGER_OPERATOR: 'TASK_TRIGGER_OPERATOR',
} as const;

export type TaskTrigger =
  | 'TASK_TRIGGER_UNSPECIFIED'
  | 0
  | 'TASK_TRIGGER_DEPLOYMENT'
  | 1
  | 'TASK_TRIGGER_SCHEDULE'
  | 2
  | 'TASK_TRIGGER_OPERATOR'
  | 3

export type TaskTrigger__Output = typeof TaskTrigger[keyof typeof TaskTrigger]
