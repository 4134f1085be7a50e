// Original file: proto/devopsellence/v1/operator.proto


export interface SetNodeIngressRequest {
  'node'?: (string);
  'ingress'?: (string);
}

export interface SetNodeIngressRequest__Output {
  'node': (string);
  'ingress': (string);
}
