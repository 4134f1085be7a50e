// Original file: proto/devopsellence/v1/operator.proto


export interface Finding {
  'severity'?: (string);
  'code'?: (string);
  'message'?: (string);
  'nextActions'?: (string)[];
}

export interface Finding__Output {
  'severity': (string);
  'code': (string);
  'message': (string);
  'nextActions': (string)[];
}
