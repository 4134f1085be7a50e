// Original file: proto/devopsellence/v1/operator.proto


export interface GetFleetStatusRequest {
  'label'?: (string);
  'environment'?: (string);
  'node'?: (string);
  'state'?: (string);
}

export interface GetFleetStatusRequest__Output {
  'label': (string);
  'environment': (string);
  'node': (string);
  'state': (string);
}
