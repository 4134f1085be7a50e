// Original file: proto/devopsellence/v1/agent.proto

import type { NodeReport as _devopsellence_v1_NodeReport, NodeReport__Output as _devopsellence_v1_NodeReport__Output } from '../../devopsellence/v1/NodeReport.js';
import type { Heartbeat as _devopsellence_v1_Heartbeat, Heartbeat__Output as _devopsellence_v1_Heartbeat__Output } from '../../devopsellence/v1/Heartbeat.js';

export interface StatusMessage {
  'report'?: (_devopsellence_v1_NodeReport | null);
  'heartbeat'?: (_devopsellence_v1_Heartbeat | null);
  'message'?: "report"|"heartbeat";
}

export interface StatusMessage__Output {
  'report'?: (_devopsellence_v1_NodeReport__Output | null);
  'heartbeat'?: (_devopsellence_v1_Heartbeat__Output | null);
  'message'?: "report"|"heartbeat";
}
