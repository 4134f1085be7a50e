// Original file: proto/devopsellence/v1/agent.proto


export interface EnrollReply {
  'nodeId'?: (string);
  'nodeName'?: (string);
  'certificate'?: (string);
  'certificateAuthority'?: (string);
  'gatewayAddresses'?: (string)[];
  'signingKey'?: (string);
}

export interface EnrollReply__Output {
  'nodeId': (string);
  'nodeName': (string);
  'certificate': (string);
  'certificateAuthority': (string);
  'gatewayAddresses': (string)[];
  'signingKey': (string);
}
