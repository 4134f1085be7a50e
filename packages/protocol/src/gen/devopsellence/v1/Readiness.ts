// Original file: proto/devopsellence/v1/model.proto

import type { HttpCheck as _devopsellence_v1_HttpCheck, HttpCheck__Output as _devopsellence_v1_HttpCheck__Output } from '../../devopsellence/v1/HttpCheck.js';
import type { TcpCheck as _devopsellence_v1_TcpCheck, TcpCheck__Output as _devopsellence_v1_TcpCheck__Output } from '../../devopsellence/v1/TcpCheck.js';
import type { CommandCheck as _devopsellence_v1_CommandCheck, CommandCheck__Output as _devopsellence_v1_CommandCheck__Output } from '../../devopsellence/v1/CommandCheck.js';

export interface Readiness {
  'http'?: (_devopsellence_v1_HttpCheck | null);
  'tcp'?: (_devopsellence_v1_TcpCheck | null);
  'command'?: (_devopsellence_v1_CommandCheck | null);
  'intervalMs'?: (number);
  'timeoutMs'?: (number);
  'retries'?: (number);
  'startPeriodMs'?: (number);
  'check'?: "http"|"tcp"|"command";
}

export interface Readiness__Output {
  'http'?: (_devopsellence_v1_HttpCheck__Output | null);
  'tcp'?: (_devopsellence_v1_TcpCheck__Output | null);
  'command'?: (_devopsellence_v1_CommandCheck__Output | null);
  'intervalMs': (number);
  'timeoutMs': (number);
  'retries': (number);
  'startPeriodMs': (number);
  'check'?: "http"|"tcp"|"command";
}
