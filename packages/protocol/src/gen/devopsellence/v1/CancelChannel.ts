// Original file: proto/devopsellence/v1/agent.proto


export interface CancelChannel {
}

export interface CancelChannel__Output {
}
