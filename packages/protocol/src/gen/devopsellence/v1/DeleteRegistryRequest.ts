// Original file: proto/devopsellence/v1/registries.proto


export interface DeleteRegistryRequest {
  'organization'?: (string);
  'host'?: (string);
}

export interface DeleteRegistryRequest__Output {
  'organization': (string);
  'host': (string);
}
