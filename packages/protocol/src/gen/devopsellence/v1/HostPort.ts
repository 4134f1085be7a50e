// Original file: proto/devopsellence/v1/standalone.proto


export interface HostPort {
  'protocol'?: (string);
  'port'?: (number);
}

export interface HostPort__Output {
  'protocol': (string);
  'port': (number);
}
