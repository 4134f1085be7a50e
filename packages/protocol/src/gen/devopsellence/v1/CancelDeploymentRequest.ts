// Original file: proto/devopsellence/v1/operator.proto


export interface CancelDeploymentRequest {
  'deploymentId'?: (string);
}

export interface CancelDeploymentRequest__Output {
  'deploymentId': (string);
}
