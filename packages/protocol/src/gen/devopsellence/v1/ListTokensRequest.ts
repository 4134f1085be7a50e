// Original file: proto/devopsellence/v1/access.proto


export interface ListTokensRequest {
}

export interface ListTokensRequest__Output {
}
