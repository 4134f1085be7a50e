// Original file: proto/devopsellence/v1/registries.proto


export interface ListRegistriesRequest {
  'organization'?: (string);
}

export interface ListRegistriesRequest__Output {
  'organization': (string);
}
