// Original file: proto/devopsellence/v1/operator.proto


export interface GetTaskRunRequest {
  'runId'?: (string);
}

export interface GetTaskRunRequest__Output {
  'runId': (string);
}
