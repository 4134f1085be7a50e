// Original file: proto/devopsellence/v1/agent.proto

import type { TerminalSize as _devopsellence_v1_TerminalSize, TerminalSize__Output as _devopsellence_v1_TerminalSize__Output } from '../../devopsellence/v1/TerminalSize.js';

export interface ExecWork {
  'environmentId'?: (string);
  'service'?: (string);
  'command'?: (string)[];
  'tty'?: (boolean);
  'interactive'?: (boolean);
  'size'?: (_devopsellence_v1_TerminalSize | null);
  'user'?: (string);
}

export interface ExecWork__Output {
  'environmentId': (string);
  'service': (string);
  'command': (string)[];
  'tty': (boolean);
  'interactive': (boolean);
  'size': (_devopsellence_v1_TerminalSize__Output | null);
  'user': (string);
}
