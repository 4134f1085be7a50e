// Original file: proto/devopsellence/v1/model.proto


export interface CommandCheck {
  'command'?: (string)[];
}

export interface CommandCheck__Output {
  'command': (string)[];
}
