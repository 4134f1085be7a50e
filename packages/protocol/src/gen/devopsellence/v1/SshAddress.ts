// Original file: proto/devopsellence/v1/operator.proto


export interface SshAddress {
  'host'?: (string);
  'user'?: (string);
  'port'?: (number);
}

export interface SshAddress__Output {
  'host': (string);
  'user': (string);
  'port': (number);
}
