// Original file: proto/devopsellence/v1/diagnosis.proto


export interface DiagnoseWork {
  'sizes'?: (boolean);
  'logLines'?: (number);
}

export interface DiagnoseWork__Output {
  'sizes': (boolean);
  'logLines': (number);
}
