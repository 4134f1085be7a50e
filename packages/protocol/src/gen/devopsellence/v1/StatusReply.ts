// Original file: proto/devopsellence/v1/agent.proto


export interface StatusReply {
  'heartbeatIntervalMs'?: (number);
}

export interface StatusReply__Output {
  'heartbeatIntervalMs': (number);
}
