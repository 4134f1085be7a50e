// Original file: proto/devopsellence/v1/operator.proto


export interface ListNodesRequest {
}

export interface ListNodesRequest__Output {
}
