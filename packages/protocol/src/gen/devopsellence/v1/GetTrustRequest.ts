// Original file: proto/devopsellence/v1/agent.proto


export interface GetTrustRequest {
  'trustId'?: (string);
}

export interface GetTrustRequest__Output {
  'trustId': (string);
}
