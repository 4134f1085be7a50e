// Original file: proto/devopsellence/v1/agent.proto


export interface Trust {
  'certificateAuthorities'?: (string)[];
  'signingKeys'?: (string)[];
}

export interface Trust__Output {
  'certificateAuthorities': (string)[];
  'signingKeys': (string)[];
}
