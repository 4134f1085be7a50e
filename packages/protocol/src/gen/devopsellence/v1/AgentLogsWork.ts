// Original file: proto/devopsellence/v1/diagnosis.proto


export interface AgentLogsWork {
  'lines'?: (number);
  'follow'?: (boolean);
}

export interface AgentLogsWork__Output {
  'lines': (number);
  'follow': (boolean);
}
