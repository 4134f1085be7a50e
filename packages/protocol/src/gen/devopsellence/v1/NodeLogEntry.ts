// Original file: proto/devopsellence/v1/operator.proto

import type { LogEntry as _devopsellence_v1_LogEntry, LogEntry__Output as _devopsellence_v1_LogEntry__Output } from '../../devopsellence/v1/LogEntry.js';
import type { Failure as _devopsellence_v1_Failure, Failure__Output as _devopsellence_v1_Failure__Output } from '../../devopsellence/v1/Failure.js';

export interface NodeLogEntry {
  'node'?: (string);
  'log'?: (_devopsellence_v1_LogEntry | null);
  'failure'?: (_devopsellence_v1_Failure | null);
  'note'?: (string);
  'entry'?: "log"|"failure"|"note";
}

export interface NodeLogEntry__Output {
  'node': (string);
  'log'?: (_devopsellence_v1_LogEntry__Output | null);
  'failure'?: (_devopsellence_v1_Failure__Output | null);
  'note'?: (string);
  'entry'?: "log"|"failure"|"note";
}
