// Original file: proto/devopsellence/v1/agent.proto

import type { LogsWork as _devopsellence_v1_LogsWork, LogsWork__Output as _devopsellence_v1_LogsWork__Output } from '../../devopsellence/v1/LogsWork.js';
import type { ExecWork as _devopsellence_v1_ExecWork, ExecWork__Output as _devopsellence_v1_ExecWork__Output } from '../../devopsellence/v1/ExecWork.js';
import type { ResolveImageWork as _devopsellence_v1_ResolveImageWork, ResolveImageWork__Output as _devopsellence_v1_ResolveImageWork__Output } from '../../devopsellence/v1/ResolveImageWork.js';
import type { AgentLogsWork as _devopsellence_v1_AgentLogsWork, AgentLogsWork__Output as _devopsellence_v1_AgentLogsWork__Output } from '../../devopsellence/v1/AgentLogsWork.js';
import type { DiagnoseWork as _devopsellence_v1_DiagnoseWork, DiagnoseWork__Output as _devopsellence_v1_DiagnoseWork__Output } from '../../devopsellence/v1/DiagnoseWork.js';
import type { ListVolumesWork as _devopsellence_v1_ListVolumesWork, ListVolumesWork__Output as _devopsellence_v1_ListVolumesWork__Output } from '../../devopsellence/v1/ListVolumesWork.js';
import type { RemoveVolumeWork as _devopsellence_v1_RemoveVolumeWork, RemoveVolumeWork__Output as _devopsellence_v1_RemoveVolumeWork__Output } from '../../devopsellence/v1/RemoveVolumeWork.js';
import type { FindImagesWork as _devopsellence_v1_FindImagesWork, FindImagesWork__Output as _devopsellence_v1_FindImagesWork__Output } from '../../devopsellence/v1/FindImagesWork.js';
import type { DescribeServiceWork as _devopsellence_v1_DescribeServiceWork, DescribeServiceWork__Output as _devopsellence_v1_DescribeServiceWork__Output } from '../../devopsellence/v1/DescribeServiceWork.js';
import type { RestartServiceWork as _devopsellence_v1_RestartServiceWork, RestartServiceWork__Output as _devopsellence_v1_RestartServiceWork__Output } from '../../devopsellence/v1/RestartServiceWork.js';
import type { CheckPortsWork as _devopsellence_v1_CheckPortsWork, CheckPortsWork__Output as _devopsellence_v1_CheckPortsWork__Output } from '../../devopsellence/v1/CheckPortsWork.js';

export interface OpenChannel {
  'initialCredit'?: (number);
  'logs'?: (_devopsellence_v1_LogsWork | null);
  'exec'?: (_devopsellence_v1_ExecWork | null);
  'resolveImage'?: (_devopsellence_v1_ResolveImageWork | null);
  'agentLogs'?: (_devopsellence_v1_AgentLogsWork | null);
  'diagnose'?: (_devopsellence_v1_DiagnoseWork | null);
  'listVolumes'?: (_devopsellence_v1_ListVolumesWork | null);
  'removeVolume'?: (_devopsellence_v1_RemoveVolumeWork | null);
  'findImages'?: (_devopsellence_v1_FindImagesWork | null);
  'describeService'?: (_devopsellence_v1_DescribeServiceWork | null);
  'restartService'?: (_devopsellence_v1_RestartServiceWork | null);
  'checkPorts'?: (_devopsellence_v1_CheckPortsWork | null);
  'work'?: "logs"|"exec"|"resolveImage"|"agentLogs"|"diagnose"|"listVolumes"|"removeVolume"|"findImages"|"describeService"|"restartService"|"checkPorts";
}

export interface OpenChannel__Output {
  'initialCredit': (number);
  'logs'?: (_devopsellence_v1_LogsWork__Output | null);
  'exec'?: (_devopsellence_v1_ExecWork__Output | null);
  'resolveImage'?: (_devopsellence_v1_ResolveImageWork__Output | null);
  'agentLogs'?: (_devopsellence_v1_AgentLogsWork__Output | null);
  'diagnose'?: (_devopsellence_v1_DiagnoseWork__Output | null);
  'listVolumes'?: (_devopsellence_v1_ListVolumesWork__Output | null);
  'removeVolume'?: (_devopsellence_v1_RemoveVolumeWork__Output | null);
  'findImages'?: (_devopsellence_v1_FindImagesWork__Output | null);
  'describeService'?: (_devopsellence_v1_DescribeServiceWork__Output | null);
  'restartService'?: (_devopsellence_v1_RestartServiceWork__Output | null);
  'checkPorts'?: (_devopsellence_v1_CheckPortsWork__Output | null);
  'work'?: "logs"|"exec"|"resolveImage"|"agentLogs"|"diagnose"|"listVolumes"|"removeVolume"|"findImages"|"describeService"|"restartService"|"checkPorts";
}
