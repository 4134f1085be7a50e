// Original file: proto/devopsellence/v1/agent.proto

import type { OpenChannel as _devopsellence_v1_OpenChannel, OpenChannel__Output as _devopsellence_v1_OpenChannel__Output } from '../../devopsellence/v1/OpenChannel.js';
import type { EndOfInput as _devopsellence_v1_EndOfInput, EndOfInput__Output as _devopsellence_v1_EndOfInput__Output } from '../../devopsellence/v1/EndOfInput.js';
import type { TerminalSize as _devopsellence_v1_TerminalSize, TerminalSize__Output as _devopsellence_v1_TerminalSize__Output } from '../../devopsellence/v1/TerminalSize.js';
import type { CancelChannel as _devopsellence_v1_CancelChannel, CancelChannel__Output as _devopsellence_v1_CancelChannel__Output } from '../../devopsellence/v1/CancelChannel.js';

export interface ControlFrame {
  'channelId'?: (number);
  'open'?: (_devopsellence_v1_OpenChannel | null);
  'input'?: (Buffer | Uint8Array | string);
  'endOfInput'?: (_devopsellence_v1_EndOfInput | null);
  'resize'?: (_devopsellence_v1_TerminalSize | null);
  'credit'?: (number);
  'cancel'?: (_devopsellence_v1_CancelChannel | null);
  'frame'?: "open"|"input"|"endOfInput"|"resize"|"credit"|"cancel";
}

export interface ControlFrame__Output {
  'channelId': (number);
  'open'?: (_devopsellence_v1_OpenChannel__Output | null);
  'input'?: (Buffer);
  'endOfInput'?: (_devopsellence_v1_EndOfInput__Output | null);
  'resize'?: (_devopsellence_v1_TerminalSize__Output | null);
  'credit'?: (number);
  'cancel'?: (_devopsellence_v1_CancelChannel__Output | null);
  'frame'?: "open"|"input"|"endOfInput"|"resize"|"credit"|"cancel";
}
