// Original file: proto/devopsellence/v1/agent.proto


export interface EnrollRequest {
  'joinToken'?: (string);
  'certificateRequest'?: (string);
  'proposedName'?: (string);
  'agentVersion'?: (string);
  'nodeId'?: (string);
}

export interface EnrollRequest__Output {
  'joinToken': (string);
  'certificateRequest': (string);
  'proposedName': (string);
  'agentVersion': (string);
  'nodeId': (string);
}
