// Original file: proto/devopsellence/v1/access.proto


export interface RevokeTokenRequest {
  'token'?: (string);
}

export interface RevokeTokenRequest__Output {
  'token': (string);
}
