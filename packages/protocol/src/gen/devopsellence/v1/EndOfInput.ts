// Original file: proto/devopsellence/v1/agent.proto


export interface EndOfInput {
}

export interface EndOfInput__Output {
}
