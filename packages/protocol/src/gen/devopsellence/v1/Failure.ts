// Original file: proto/devopsellence/v1/model.proto


export interface Failure {
  'code'?: (string);
  'message'?: (string);
  'reason'?: (string);
  'evidence'?: (string)[];
  'nextActions'?: (string)[];
  'correlationId'?: (string);
}

export interface Failure__Output {
  'code': (string);
  'message': (string);
  'reason': (string);
  'evidence': (string)[];
  'nextActions': (string)[];
  'correlationId': (string);
}
