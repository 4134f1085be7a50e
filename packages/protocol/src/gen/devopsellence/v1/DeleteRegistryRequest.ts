// Original file: proto/devopsellence/v1/operator.proto


export interface DeleteRegistryRequest {
  'organization'?: (string);
  'host'?: (string);
}

export interface DeleteRegistryRequest__Output {
  'organization': (string);
  'host': (string);
}
