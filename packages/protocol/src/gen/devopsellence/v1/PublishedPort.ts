// Original file: proto/devopsellence/v1/diagnosis.proto


export interface PublishedPort {
  'address'?: (string);
  'port'?: (number);
  'protocol'?: (string);
  'container'?: (string);
  'isOwn'?: (boolean);
}

export interface PublishedPort__Output {
  'address': (string);
  'port': (number);
  'protocol': (string);
  'container': (string);
  'isOwn': (boolean);
}
