// Original file: proto/devopsellence/v1/model.proto


export interface HttpCheck {
  'path'?: (string);
  'port'?: (number);
}

export interface HttpCheck__Output {
  'path': (string);
  'port': (number);
}
