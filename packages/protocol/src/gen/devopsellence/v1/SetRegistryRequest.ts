// Original file: proto/devopsellence/v1/operator.proto


export interface SetRegistryRequest {
  'organization'?: (string);
  'host'?: (string);
  'username'?: (string);
  'password'?: (string);
}

export interface SetRegistryRequest__Output {
  'organization': (string);
  'host': (string);
  'username': (string);
  'password': (string);
}
