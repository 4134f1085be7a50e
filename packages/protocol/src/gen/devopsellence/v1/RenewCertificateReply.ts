// Original file: proto/devopsellence/v1/agent.proto


export interface RenewCertificateReply {
  'certificate'?: (string);
}

export interface RenewCertificateReply__Output {
  'certificate': (string);
}
