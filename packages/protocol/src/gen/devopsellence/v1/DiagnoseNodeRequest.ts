// Original file: proto/devopsellence/v1/diagnosis.proto


export interface DiagnoseNodeRequest {
  'node'?: (string);
  'sizes'?: (boolean);
  'logLines'?: (number);
}

export interface DiagnoseNodeRequest__Output {
  'node': (string);
  'sizes': (boolean);
  'logLines': (number);
}
