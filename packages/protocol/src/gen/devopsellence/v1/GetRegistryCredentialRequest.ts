// Original file: proto/devopsellence/v1/agent.proto


export interface GetRegistryCredentialRequest {
  'registryHost'?: (string);
  'environmentId'?: (string);
}

export interface GetRegistryCredentialRequest__Output {
  'registryHost': (string);
  'environmentId': (string);
}
