// Original file: proto/devopsellence/v1/access.proto


export interface ListScopesRequest {
}

export interface ListScopesRequest__Output {
}
