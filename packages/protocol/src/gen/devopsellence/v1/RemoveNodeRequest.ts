// Original file: proto/devopsellence/v1/operator.proto


export interface RemoveNodeRequest {
  'node'?: (string);
}

export interface RemoveNodeRequest__Output {
  'node': (string);
}
