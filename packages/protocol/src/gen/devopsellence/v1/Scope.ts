// Original file: proto/devopsellence/v1/access.proto


export interface Scope {
  'organization'?: (string);
  'project'?: (string);
  'environment'?: (string);
}

export interface Scope__Output {
  'organization': (string);
  'project': (string);
  'environment': (string);
}
