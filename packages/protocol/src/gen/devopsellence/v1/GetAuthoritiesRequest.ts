// Original file: proto/devopsellence/v1/agent.proto


export interface GetAuthoritiesRequest {
}

export interface GetAuthoritiesRequest__Output {
}
