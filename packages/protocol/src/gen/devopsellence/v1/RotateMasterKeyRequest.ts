// Original file: proto/devopsellence/v1/identity.proto


export interface RotateMasterKeyRequest {
}

export interface RotateMasterKeyRequest__Output {
}
