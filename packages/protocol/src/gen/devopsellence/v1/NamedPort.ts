// Original file: proto/devopsellence/v1/model.proto


export interface NamedPort {
  'name'?: (string);
  'port'?: (number);
}

export interface NamedPort__Output {
  'name': (string);
  'port': (number);
}
