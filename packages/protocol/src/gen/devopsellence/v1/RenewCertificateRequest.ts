// Original file: proto/devopsellence/v1/agent.proto


export interface RenewCertificateRequest {
  'certificateRequest'?: (string);
}

export interface RenewCertificateRequest__Output {
  'certificateRequest': (string);
}
