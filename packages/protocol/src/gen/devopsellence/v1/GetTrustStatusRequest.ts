// Original file: proto/devopsellence/v1/identity.proto


export interface GetTrustStatusRequest {
}

export interface GetTrustStatusRequest__Output {
}
