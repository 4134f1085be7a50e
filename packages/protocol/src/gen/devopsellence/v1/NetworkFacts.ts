// Original file: proto/devopsellence/v1/diagnosis.proto


export interface NetworkFacts {
  'name'?: (string);
  'environmentId'?: (string);
  'attached'?: (number);
}

export interface NetworkFacts__Output {
  'name': (string);
  'environmentId': (string);
  'attached': (number);
}
