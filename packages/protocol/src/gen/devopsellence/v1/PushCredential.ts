// Original file: proto/devopsellence/v1/registries.proto


export interface PushCredential {
  'host'?: (string);
  'namespace'?: (string);
  'username'?: (string);
  'password'?: (string);
}

export interface PushCredential__Output {
  'host': (string);
  'namespace': (string);
  'username': (string);
  'password': (string);
}
