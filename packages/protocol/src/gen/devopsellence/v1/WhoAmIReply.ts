// Original file: proto/devopsellence/v1/operator.proto


export interface WhoAmIReply {
  'tokenName'?: (string);
  'role'?: (string);
  'controlPlaneVersion'?: (string);
}

export interface WhoAmIReply__Output {
  'tokenName': (string);
  'role': (string);
  'controlPlaneVersion': (string);
}
