// Original file: proto/devopsellence/v1/operator.proto

import type { ExecOpen as _devopsellence_v1_ExecOpen, ExecOpen__Output as _devopsellence_v1_ExecOpen__Output } from '../../devopsellence/v1/ExecOpen.js';
import type { EndOfInput as _devopsellence_v1_EndOfInput, EndOfInput__Output as _devopsellence_v1_EndOfInput__Output } from '../../devopsellence/v1/EndOfInput.js';
import type { TerminalSize as _devopsellence_v1_TerminalSize, TerminalSize__Output as _devopsellence_v1_TerminalSize__Output } from '../../devopsellence/v1/TerminalSize.js';

export interface ExecRequest {
  'open'?: (_devopsellence_v1_ExecOpen | null);
  'input'?: (Buffer | Uint8Array | string);
  'endOfInput'?: (_devopsellence_v1_EndOfInput | null);
  'resize'?: (_devopsellence_v1_TerminalSize | null);
  'message'?: "open"|"input"|"endOfInput"|"resize";
}

export interface ExecRequest__Output {
  'open'?: (_devopsellence_v1_ExecOpen__Output | null);
  'input'?: (Buffer);
  'endOfInput'?: (_devopsellence_v1_EndOfInput__Output | null);
  'resize'?: (_devopsellence_v1_TerminalSize__Output | null);
  'message'?: "open"|"input"|"endOfInput"|"resize";
}
