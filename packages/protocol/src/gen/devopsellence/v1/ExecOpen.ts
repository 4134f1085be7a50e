// Original file: proto/devopsellence/v1/operator.proto

import type { EnvironmentName as _devopsellence_v1_EnvironmentName, EnvironmentName__Output as _devopsellence_v1_EnvironmentName__Output } from '../../devopsellence/v1/EnvironmentName.js';
import type { TerminalSize as _devopsellence_v1_TerminalSize, TerminalSize__Output as _devopsellence_v1_TerminalSize__Output } from '../../devopsellence/v1/TerminalSize.js';

export interface ExecOpen {
  'environment'?: (_devopsellence_v1_EnvironmentName | null);
  'service'?: (string);
  'node'?: (string);
  'command'?: (string)[];
  'tty'?: (boolean);
  'interactive'?: (boolean);
  'size'?: (_devopsellence_v1_TerminalSize | null);
  'user'?: (string);
}

export interface ExecOpen__Output {
  'environment': (_devopsellence_v1_EnvironmentName__Output | null);
  'service': (string);
  'node': (string);
  'command': (string)[];
  'tty': (boolean);
  'interactive': (boolean);
  'size': (_devopsellence_v1_TerminalSize__Output | null);
  'user': (string);
}
