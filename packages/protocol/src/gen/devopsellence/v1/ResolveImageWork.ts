// Original file: proto/devopsellence/v1/agent.proto


export interface ResolveImageWork {
  'reference'?: (string);
  'environmentId'?: (string);
}

export interface ResolveImageWork__Output {
  'reference': (string);
  'environmentId': (string);
}
