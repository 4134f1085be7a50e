// Original file: proto/devopsellence/v1/standalone.proto


export interface RestartServiceWork {
  'environmentId'?: (string);
  'service'?: (string);
}

export interface RestartServiceWork__Output {
  'environmentId': (string);
  'service': (string);
}
