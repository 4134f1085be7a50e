// Original file: proto/devopsellence/v1/operator.proto


export interface WatchDeploymentRequest {
  'deploymentId'?: (string);
}

export interface WatchDeploymentRequest__Output {
  'deploymentId': (string);
}
