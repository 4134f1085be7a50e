// Original file: proto/devopsellence/v1/agent.proto


export interface GetAuthoritiesReply {
  'certificateAuthorities'?: (string)[];
}

export interface GetAuthoritiesReply__Output {
  'certificateAuthorities': (string)[];
}
