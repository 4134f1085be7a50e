// Original file: proto/devopsellence/v1/diagnosis.proto


export interface ContainerFacts {
  'name'?: (string);
  'environmentId'?: (string);
  'service'?: (string);
  'state'?: (string);
}

export interface ContainerFacts__Output {
  'name': (string);
  'environmentId': (string);
  'service': (string);
  'state': (string);
}
