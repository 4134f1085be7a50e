// Original file: proto/devopsellence/v1/registries.proto


export interface SetRegistryRequest {
  'organization'?: (string);
  'host'?: (string);
  'username'?: (string);
  'password'?: (string);
  'namespace'?: (string);
  'pullOnly'?: (boolean);
}

export interface SetRegistryRequest__Output {
  'organization': (string);
  'host': (string);
  'username': (string);
  'password': (string);
  'namespace': (string);
  'pullOnly': (boolean);
}
