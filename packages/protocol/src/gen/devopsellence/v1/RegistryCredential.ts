// Original file: proto/devopsellence/v1/agent.proto


export interface RegistryCredential {
  'username'?: (string);
  'password'?: (string);
}

export interface RegistryCredential__Output {
  'username': (string);
  'password': (string);
}
