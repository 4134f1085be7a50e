// Original file: proto/devopsellence/v1/agent.proto

import type { LogEntry as _devopsellence_v1_LogEntry, LogEntry__Output as _devopsellence_v1_LogEntry__Output } from '../../devopsellence/v1/LogEntry.js';
import type { ExecChunk as _devopsellence_v1_ExecChunk, ExecChunk__Output as _devopsellence_v1_ExecChunk__Output } from '../../devopsellence/v1/ExecChunk.js';
import type { PinnedImage as _devopsellence_v1_PinnedImage, PinnedImage__Output as _devopsellence_v1_PinnedImage__Output } from '../../devopsellence/v1/PinnedImage.js';
import type { ChannelClosed as _devopsellence_v1_ChannelClosed, ChannelClosed__Output as _devopsellence_v1_ChannelClosed__Output } from '../../devopsellence/v1/ChannelClosed.js';
import type { ClockReading as _devopsellence_v1_ClockReading, ClockReading__Output as _devopsellence_v1_ClockReading__Output } from '../../devopsellence/v1/ClockReading.js';
import type { NodeDiagnosis as _devopsellence_v1_NodeDiagnosis, NodeDiagnosis__Output as _devopsellence_v1_NodeDiagnosis__Output } from '../../devopsellence/v1/NodeDiagnosis.js';
import type { EngineVolumes as _devopsellence_v1_EngineVolumes, EngineVolumes__Output as _devopsellence_v1_EngineVolumes__Output } from '../../devopsellence/v1/EngineVolumes.js';
import type { FoundImages as _devopsellence_v1_FoundImages, FoundImages__Output as _devopsellence_v1_FoundImages__Output } from '../../devopsellence/v1/FoundImages.js';
import type { ServiceDetail as _devopsellence_v1_ServiceDetail, ServiceDetail__Output as _devopsellence_v1_ServiceDetail__Output } from '../../devopsellence/v1/ServiceDetail.js';
import type { UsedPorts as _devopsellence_v1_UsedPorts, UsedPorts__Output as _devopsellence_v1_UsedPorts__Output } from '../../devopsellence/v1/UsedPorts.js';

export interface AgentFrame {
  'channelId'?: (number);
  'log'?: (_devopsellence_v1_LogEntry | null);
  'output'?: (_devopsellence_v1_ExecChunk | null);
  'image'?: (_devopsellence_v1_PinnedImage | null);
  'credit'?: (number);
  'closed'?: (_devopsellence_v1_ChannelClosed | null);
  'clock'?: (_devopsellence_v1_ClockReading | null);
  'diagnosis'?: (_devopsellence_v1_NodeDiagnosis | null);
  'volumes'?: (_devopsellence_v1_EngineVolumes | null);
  'foundImages'?: (_devopsellence_v1_FoundImages | null);
  'service'?: (_devopsellence_v1_ServiceDetail | null);
  'usedPorts'?: (_devopsellence_v1_UsedPorts | null);
  'frame'?: "log"|"output"|"image"|"credit"|"closed"|"clock"|"diagnosis"|"volumes"|"foundImages"|"service"|"usedPorts";
}

export interface AgentFrame__Output {
  'channelId': (number);
  'log'?: (_devopsellence_v1_LogEntry__Output | null);
  'output'?: (_devopsellence_v1_ExecChunk__Output | null);
  'image'?: (_devopsellence_v1_PinnedImage__Output | null);
  'credit'?: (number);
  'closed'?: (_devopsellence_v1_ChannelClosed__Output | null);
  'clock'?: (_devopsellence_v1_ClockReading__Output | null);
  'diagnosis'?: (_devopsellence_v1_NodeDiagnosis__Output | null);
  'volumes'?: (_devopsellence_v1_EngineVolumes__Output | null);
  'foundImages'?: (_devopsellence_v1_FoundImages__Output | null);
  'service'?: (_devopsellence_v1_ServiceDetail__Output | null);
  'usedPorts'?: (_devopsellence_v1_UsedPorts__Output | null);
  'frame'?: "log"|"output"|"image"|"credit"|"closed"|"clock"|"diagnosis"|"volumes"|"foundImages"|"service"|"usedPorts";
}
