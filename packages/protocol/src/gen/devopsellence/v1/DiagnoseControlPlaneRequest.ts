// Original file: proto/devopsellence/v1/diagnosis.proto


export interface DiagnoseControlPlaneRequest {
  'logLines'?: (number);
  'metrics'?: (boolean);
}

export interface DiagnoseControlPlaneRequest__Output {
  'logLines': (number);
  'metrics': (boolean);
}
