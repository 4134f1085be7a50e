// Original file: proto/devopsellence/v1/operator.proto

import type { ExecChunk as _devopsellence_v1_ExecChunk, ExecChunk__Output as _devopsellence_v1_ExecChunk__Output } from '../../devopsellence/v1/ExecChunk.js';
import type { ChannelClosed as _devopsellence_v1_ChannelClosed, ChannelClosed__Output as _devopsellence_v1_ChannelClosed__Output } from '../../devopsellence/v1/ChannelClosed.js';

export interface ExecReply {
  'output'?: (_devopsellence_v1_ExecChunk | null);
  'closed'?: (_devopsellence_v1_ChannelClosed | null);
  'message'?: "output"|"closed";
}

export interface ExecReply__Output {
  'output'?: (_devopsellence_v1_ExecChunk__Output | null);
  'closed'?: (_devopsellence_v1_ChannelClosed__Output | null);
  'message'?: "output"|"closed";
}
