// Original file: proto/devopsellence/v1/agent.proto


export interface StatusReply {
  'heartbeatIntervalMs'?: (number);
  'trustId'?: (string);
}

export interface StatusReply__Output {
  'heartbeatIntervalMs': (number);
  'trustId': (string);
}
