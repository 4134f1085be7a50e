// Original file: proto/devopsellence/v1/access.proto


export interface DeleteScopeReply {
}

export interface DeleteScopeReply__Output {
}
