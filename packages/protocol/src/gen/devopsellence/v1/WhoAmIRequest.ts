// Original file: proto/devopsellence/v1/operator.proto


export interface WhoAmIRequest {
}

export interface WhoAmIRequest__Output {
}
