// Original file: proto/devopsellence/v1/access.proto


export interface CreateScopeReply {
  'changed'?: (boolean);
}

export interface CreateScopeReply__Output {
  'changed': (boolean);
}
