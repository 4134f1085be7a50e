// Original file: proto/devopsellence/v1/operator.proto


export interface EnvironmentName {
  'organization'?: (string);
  'project'?: (string);
  'environment'?: (string);
}

export interface EnvironmentName__Output {
  'organization': (string);
  'project': (string);
  'environment': (string);
}
