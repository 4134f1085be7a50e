// Original file: proto/devopsellence/v1/agent.proto


export interface SignedDesiredState {
  'payload'?: (Buffer | Uint8Array | string);
  'signature'?: (Buffer | Uint8Array | string);
  'keyId'?: (string);
}

export interface SignedDesiredState__Output {
  'payload': (Buffer);
  'signature': (Buffer);
  'keyId': (string);
}
