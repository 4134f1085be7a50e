// Original file: proto/devopsellence/v1/operator.proto


export interface HostnameStatus {
  'service'?: (string);
  'node'?: (string);
  'hostname'?: (string);
  'isPending'?: (boolean);
}

export interface HostnameStatus__Output {
  'service': (string);
  'node': (string);
  'hostname': (string);
  'isPending': (boolean);
}
